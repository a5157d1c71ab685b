"""Open Word files and PDFs that come from elsewhere: within limits, or refused in words that say what is wrong and how to mend it."""

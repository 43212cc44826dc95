"""Every string people read, in Chinese and English."""

"""Who does the jobs of a build: this process, several, or a cluster."""

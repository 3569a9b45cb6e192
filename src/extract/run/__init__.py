"""The main job: reports in, records out, in worker processes."""

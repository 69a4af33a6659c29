"""EC2 Auto Scaling: instances, their start, scaling, prices and alarms."""

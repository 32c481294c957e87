"""What an event may be: types, modes, contexts, sectors, as data with definitions and source."""

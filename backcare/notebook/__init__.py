"""The stored notebook: tables, migrations, writes and reads."""

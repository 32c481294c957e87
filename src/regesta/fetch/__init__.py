"""The one gate through which anything is asked of the web: off unless asked for, public addresses only, politely."""

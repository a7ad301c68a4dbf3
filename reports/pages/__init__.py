"""The Streamlit pages of policy staff and researchers."""

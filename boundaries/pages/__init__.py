"""The Streamlit pages of residents and coordinators, and the Python side of the map."""

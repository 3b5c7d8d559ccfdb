package services.auth.oauth2.client;

/** Who registers a client. */
public enum Registrar {

    /** Operators and administrators: what they misspell is told them. */
    ADMINISTRATOR,

    /** The client itself (RFC 7591): what is not understood, or not for it to say, is passed over. */
    CLIENT
}

package services.local.history;

/** Who is asked. */
public enum Part {
    FIRST_AUTH,
    SECOND_AUTH,
    RESOURCE
}

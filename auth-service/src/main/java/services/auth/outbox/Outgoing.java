package services.auth.outbox;

/** Something that is to be delivered; its text is what may be logged of it. */
public interface Outgoing {

    /** By which it is counted. */
    String kind();

    /** How often it was taken out to be delivered. */
    int attempts();
}

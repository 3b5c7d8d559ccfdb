package services.local.history;

/** Who is asked: an instance, or the balancer before all instances of a service. */
public enum Part {
    FIRST_AUTH,
    SECOND_AUTH,
    FIRST_RESOURCE,
    SECOND_RESOURCE,
    BALANCED_AUTH,
    BALANCED_RESOURCE
}

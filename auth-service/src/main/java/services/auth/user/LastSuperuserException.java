package services.auth.user;

/** Nobody would be left who may do everything. */
public final class LastSuperuserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LastSuperuserException() {
        super("This is the last superuser");
    }
}

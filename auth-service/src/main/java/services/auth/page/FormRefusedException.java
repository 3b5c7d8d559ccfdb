package services.auth.page;

/** A form that is not taken. */
final class FormRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final PageError error;

    FormRefusedException(PageError error) {
        super(error.wireName(), null, false, false);
        this.error = error;
    }

    PageError error() {
        return error;
    }
}

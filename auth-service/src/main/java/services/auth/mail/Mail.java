package services.auth.mail;

/**
 * What a mail says, twice: as plain text and as HTML.
 *
 * @param subject one line
 */
public record Mail(String subject, String text, String html) {

    public Mail {
        // a line break would begin another header (RFC 5322 section 2.2)
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The subject of a mail must be one line");
        }
    }

    /** The rest may hold a code. */
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}

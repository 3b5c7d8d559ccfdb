package services.auth.session;

import java.util.List;

/** Is told of logins that end, in the transaction in which they do: by whatever logout, change or misuse. */
public interface SessionEndListener {

    void ended(List<EndedSession> sessions);
}

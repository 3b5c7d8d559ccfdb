package services.benchmarks;

import java.net.URI;

import services.benchmarks.http.Requests;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;

/** The list of users, page by page, as an administrator reads it. */
final class UserPages {

    static final int LENGTH = 20;
    private static final int GREATEST_LENGTH = 100;

    private final Requests requests;
    private final URI uri;
    private final String token;

    UserPages(Requests requests, URI uri, String token) {
        this.requests = requests;
        this.uri = uri;
        this.token = token;
    }

    /** A page to which the pages before it lead. Longer ones lead to the same place in fewer steps. */
    Call number(int number, String search) {
        String cursor = "";
        int before = LENGTH * (number - 1);
        while (before > 0) {
            int limit = Math.min(before, GREATEST_LENGTH);
            Answer answer = requests.send(page(search + "&limit=" + limit, cursor), 200);
            cursor = answer.text("/next");
            if (cursor.isEmpty()) {
                throw new IllegalStateException("The list of " + search + " ends before page " + number);
            }
            before -= limit;
        }
        return page(search, cursor);
    }

    private Call page(String search, String cursor) {
        String after = cursor.isEmpty() ? "" : "&after=" + cursor;
        return Call.get(URI.create(uri + "?" + search + after)).bearer(token);
    }
}

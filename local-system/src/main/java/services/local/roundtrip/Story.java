package services.local.roundtrip;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Objects;

import services.local.terminal.Style;
import services.local.terminal.Terminal;

/** Tells each step while it happens: what is done, what is asked, what is answered and what that was checked for. */
final class Story {

    private static final List<String> SHOWN_HEADERS =
            List.of("Content-Type", "WWW-Authenticate", "Cache-Control", "Location", "Retry-After");

    private final Terminal terminal;
    private final Caller caller = new Caller();
    private int steps;

    Story(Terminal terminal) {
        this.terminal = terminal;
    }

    int steps() {
        return steps;
    }

    /** @throws BrokenStory when there is no answer at all */
    Answer step(String title, Call call) throws InterruptedException {
        steps++;
        terminal.line("");
        terminal.line(Style.HEADING, "%2d. %s".formatted(steps, title));
        show(call);
        try {
            Answer answer = caller.send(call);
            show(answer);
            return answer;
        } catch (IOException e) {
            String what = call.method() + " " + call.uri() + " gets no answer (" + e + ")";
            terminal.line("    " + terminal.cross() + " " + what);
            throw new BrokenStory(steps, what);
        }
    }

    /** @throws BrokenStory when what came is not what should have come */
    void check(String what, Object expected, Object actual) {
        if (Objects.equals(expected, actual)) {
            terminal.line("    " + terminal.tick() + " " + what);
            return;
        }
        String complaint = what + ": expected " + expected + ", but it is " + actual;
        terminal.line("    " + terminal.cross() + " " + complaint);
        throw new BrokenStory(steps, complaint);
    }

    void check(String what, boolean holds) {
        check(what, true, holds);
    }

    private void show(Call call) {
        quiet(call.method() + " " + call.uri());
        call.headers().forEach((name, value) -> quiet(name + ": " + Masking.header(name, value)));
        if (!call.body().isEmpty()) {
            quiet(Masking.body(call.body()));
        }
    }

    private void show(Answer answer) {
        terminal.line("    -> " + answer.status());
        HttpHeaders headers = answer.headers();
        SHOWN_HEADERS.stream()
                .filter(name -> headers.firstValue(name).isPresent())
                .forEach(name -> quiet("   " + name + ": " + answer.header(name)));
        if (!answer.body().isEmpty()) {
            quiet("   " + Masking.body(answer.body()));
        }
    }

    private void quiet(String text) {
        terminal.line(Style.QUIET, "    " + text);
    }
}

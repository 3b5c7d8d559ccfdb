package services.local.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void fileGetsPlainLinesAndNothingPassing() {
        Terminal file = terminal(false, false, true);

        file.passing("waiting");
        file.line(Style.GOOD, "done");

        assertThat(shown()).isEqualTo("done\n");
    }

    @Test
    void colouredTerminalGetsColours() {
        terminal(true, true, true).line(Style.BAD, "no");

        assertThat(shown()).contains("\u001b[31mno\u001b[0m");
    }

    @Test
    void terminalWithoutUnicodeGetsWords() {
        Terminal terminal = terminal(false, false, false);

        assertThat(terminal.tick()).isEqualTo("ok:");
        assertThat(terminal.cross()).isEqualTo("FAILED:");
    }

    private Terminal terminal(boolean interactive, boolean coloured, boolean unicode) {
        return new Terminal(new PrintStream(screen, true, StandardCharsets.UTF_8), interactive, coloured, unicode);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}

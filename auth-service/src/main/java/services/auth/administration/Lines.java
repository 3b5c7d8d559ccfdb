package services.auth.administration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/** The lines of a text in UTF-8 that comes in pieces. What is too long is cut: a line takes little memory in any case. */
final class Lines {

    static final int LONGEST = 16_384;

    private final Iterator<byte[]> pieces;
    private byte[] piece = {};
    private int position;

    Lines(Iterator<byte[]> pieces) {
        this.pieces = pieces;
    }

    /** The next line without its end, one byte more than the longest if it is longer; nothing after the last. */
    @Nullable
    String next() {
        if (!hasByte()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (hasByte()) {
            byte next = piece[position++];
            if (next == '\n') {
                break;
            }
            if (line.size() <= LONGEST) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private boolean hasByte() {
        while (position == piece.length && pieces.hasNext()) {
            piece = pieces.next();
            position = 0;
        }
        return position < piece.length;
    }
}

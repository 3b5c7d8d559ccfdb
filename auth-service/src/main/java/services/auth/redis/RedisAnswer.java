package services.auth.redis;

import java.util.List;

/** What a script returned: strings and integers, in the order in which the script names them. */
public record RedisAnswer(List<Object> values) {

    public String text(int index) {
        return values.get(index).toString();
    }

    public long number(int index) {
        return Long.parseLong(text(index));
    }
}

package services.local;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the person asked for on the command line; the script before it knows {@code --help} too. */
record Options(Set<Option> chosen) {

    enum Option {
        DEMO("--demo"),
        FRESH("--fresh");

        private final String text;

        Option(String text) {
            this.text = text;
        }
    }

    /** @throws LocalSystemFailure that names a word which is no option */
    static Options parse(List<String> words) {
        Set<Option> chosen = EnumSet.noneOf(Option.class);
        for (String word : words) {
            chosen.add(parse(word));
        }
        return new Options(chosen);
    }

    boolean has(Option option) {
        return chosen.contains(option);
    }

    private static Option parse(String word) {
        for (Option option : Option.values()) {
            if (option.text.equals(word)) {
                return option;
            }
        }
        throw new LocalSystemFailure("Unknown option " + word + ". Known are --demo and --fresh");
    }
}

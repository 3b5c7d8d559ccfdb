package services.local;

import java.nio.file.Path;

import services.local.terminal.Style;
import services.local.terminal.Terminal;

/** Tells a person where everything is and what to try next. */
record Directions(Terminal terminal) {

    void show(SystemDescription system, Path folder) {
        terminal.line("");
        terminal.line(Style.HEADING, "Everything is up");
        terminal.line("""
              auth-service      %s   internal %s
              resource-service  %s   internal %s
              administrator     %s, the password is in %s
              logs              %s
              mails             %s

            Try it:
              curl -s %s/register -H 'Content-Type: application/json' \\
                -d '{"username":"ada","email":"ada@example.com","password":"a long passphrase"}'
              curl -s %s/login -H 'Content-Type: application/json' \\
                -d '{"username":"ada","password":"a long passphrase"}'
              curl -s %s/data -H "Authorization: Bearer <the token>"

            Ctrl-C stops it.""".formatted(
                system.auth().publicUrl(),
                system.auth().internalUrl(),
                system.resource().publicUrl(),
                system.resource().internalUrl(),
                system.admin().username(),
                folder.resolve(SystemDescription.FILE),
                folder.resolve("logs"),
                system.mail(),
                system.auth().publicUrl(),
                system.auth().publicUrl(),
                system.resource().publicUrl()).stripTrailing());
    }
}

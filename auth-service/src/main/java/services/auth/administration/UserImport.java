package services.auth.administration;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.administration.ImportedUsers.InvalidLineException;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.user.Decoys;
import services.auth.user.UserImports;

/**
 * Makes accounts of lines, some hundreds in one transaction. A line that is not good harms no other, and one whose account is
 * there already is passed over: so a file that broke off is sent again.
 */
@Singleton
class UserImport {

    private static final Logger LOG = LoggerFactory.getLogger(UserImport.class);
    private static final int AT_ONCE = 500;
    private static final long PROGRESS = 50_000;

    private final ImportedUsers importedUsers;
    private final UserImports imports;
    private final Decoys decoys;
    private final AuditLog auditLog;
    private final ObjectMapper mapper;

    UserImport(
            ImportedUsers importedUsers, UserImports imports, Decoys decoys, AuditLog auditLog, ObjectMapper mapper) {
        this.importedUsers = importedUsers;
        this.imports = imports;
        this.decoys = decoys;
        this.auditLog = auditLog;
        this.mapper = mapper;
    }

    /** Imports every line, and returns an {@link ImportResult} for each as a line of JSON. */
    InputStream run(UUID actor, Lines lines) {
        Run run = new Run(importedUsers.from(actor), lines, new ImportResults(mapper));
        try {
            return run.toTheEnd();
        } catch (RuntimeException brokenOff) {
            run.breakOff(brokenOff);
            throw brokenOff;
        }
    }

    /** A line that was read: an account, or what is wrong with it. */
    private record Read(
            long line,
            UserImports.@Nullable Import account,
            @Nullable String problem) {

        ImportResult result(Set<UUID> created) {
            if (account == null) {
                return ImportResult.invalid(line, String.valueOf(problem));
            }
            UUID id = account.user().id();
            return created.contains(id) ? ImportResult.created(line, id) : ImportResult.exists(line);
        }
    }

    /** One import. */
    private final class Run {

        private final ImportedUsers.Reader reader;
        private final Lines lines;
        private final ImportResults results;
        private final List<Read> batch = new ArrayList<>();
        private long line;

        Run(ImportedUsers.Reader reader, Lines lines, ImportResults results) {
            this.reader = reader;
            this.lines = lines;
            this.results = results;
        }

        InputStream toTheEnd() {
            LOG.info("An import begins");
            String text = lines.next();
            while (text != null) {
                line++;
                read(text);
                if (line % PROGRESS == 0) {
                    LOG.info("Imported {} lines so far: {}", line, results.summary());
                }
                text = lines.next();
            }
            create();
            decoys.count();
            auditLog.succeeded(AuditType.USERS_IMPORTED, null, details());
            results.add(ImportResult.done(line, results.summary()));
            return results.read();
        }

        private void read(String text) {
            if (text.isBlank()) {
                return;
            }
            try {
                batch.add(new Read(line, reader.read(text), null));
            } catch (InvalidLineException invalid) {
                batch.add(new Read(line, null, invalid.getMessage()));
            }
            if (batch.size() == AT_ONCE) {
                create();
            }
        }

        private void create() {
            List<UserImports.Import> accounts =
                    batch.stream().map(Read::account).filter(Objects::nonNull).toList();
            Set<UUID> created = accounts.isEmpty() ? Set.of() : imports.create(accounts);
            batch.forEach(one -> results.add(one.result(created)));
            batch.clear();
        }

        private Map<String, String> details() {
            return Map.of("lines", Long.toString(line), "result", results.summary());
        }

        /** What was made stays: the same file again makes the rest. */
        void breakOff(RuntimeException cause) {
            results.close();
            decoys.count();
            LOG.warn("An import broke off after {} lines ({}): {}", line, results.summary(), cause.toString());
            auditLog.failed(AuditType.USERS_IMPORTED, null, details());
        }
    }
}

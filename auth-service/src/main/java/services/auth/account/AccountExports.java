package services.auth.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.apikey.ApiKeys;
import services.auth.audit.AuditEvent;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditSearch;
import services.auth.audit.AuditType;
import services.auth.authentication.Caller;
import services.auth.oauth2.consent.Consents;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.session.Sessions;
import services.auth.user.User;

/** Collects what is kept about a user (GDPR articles 15 and 20). */
@Singleton
class AccountExports {

    /** More than anybody has; an export is one answer. */
    private static final int MOST = 1000;

    private final OwnAccount ownAccount;
    private final Sessions sessions;
    private final Consents consents;
    private final ApiKeys apiKeys;
    private final AuditSearch auditSearch;
    private final AuditLog auditLog;

    AccountExports(
            OwnAccount ownAccount,
            Sessions sessions,
            Consents consents,
            ApiKeys apiKeys,
            AuditSearch auditSearch,
            AuditLog auditLog) {
        this.ownAccount = ownAccount;
        this.sessions = sessions;
        this.consents = consents;
        this.apiKeys = apiKeys;
        this.auditSearch = auditSearch;
        this.auditLog = auditLog;
    }

    /** @return nothing when the account is gone */
    Optional<AccountExport> of(Caller caller) {
        return ownAccount.find(caller.userId()).map(user -> {
            auditLog.succeeded(AuditType.USER_DATA_EXPORTED, user.id());
            return of(user, caller);
        });
    }

    private AccountExport of(User user, Caller caller) {
        List<SessionResponse> itsSessions = all(page -> sessions.list(user.id(), page)).stream()
                .map(session -> SessionResponse.of(session, caller.sessionId()))
                .toList();
        List<ConsentResponse> itsConsents = all(page -> consents.list(user.id(), page)).stream()
                .map(ConsentResponse::of)
                .toList();
        List<ApiKeyResponse> itsKeys = all(page -> apiKeys.list(user.id(), page)).stream()
                .map(ApiKeyResponse::of)
                .toList();
        List<AuditEvent> events = auditSearch.find(
                new AuditSearch.Query(null, null, null, user.id(), null, null, null, null, null, MOST));
        return new AccountExport(
                ownAccount.response(user),
                itsSessions,
                itsConsents,
                itsKeys,
                events.stream().map(ExportedEvent::of).toList());
    }

    private static <T> List<T> all(Function<PageQuery, Page<T>> list) {
        List<T> all = new ArrayList<>();
        @Nullable UUID after = null;
        do {
            Page<T> page = list.apply(new PageQuery(PageQuery.MAX_LIMIT, after));
            all.addAll(page.items());
            after = page.next() == null ? null : UUID.fromString(page.next());
        } while (after != null && all.size() < MOST);
        return all;
    }
}

package services.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is asked about {@link ManyUsers}. */
final class UserQuestions {

    private static final int NOBODY = 0;

    private final UserPages pages;
    private final int users;
    private final int farPage;
    private final List<Question> questions = new ArrayList<>();

    private UserQuestions(UserPages pages, UserListBenchmark.Plan plan) {
        this.pages = pages;
        this.users = plan.users();
        this.farPage = plan.farPage();
    }

    /** In an order to be read. */
    static List<Question> of(UserPages pages, UserListBenchmark.Plan plan) {
        UserQuestions all = new UserQuestions(pages, plan);
        all.everybody();
        all.byUsername();
        all.byEmail();
        all.byStatus();
        all.byRole();
        all.byRoleAndMore();
        return List.copyOf(all.questions);
    }

    private void everybody() {
        page("", farPage);
    }

    private void byUsername() {
        int tenOfThem = users / 2 / 10 * 10;
        String few = ManyUsers.member(tenOfThem).replaceFirst("\\d$", "");
        page("q=member-", 1);
        page("q=member-", farPage);
        first("q=" + few, 6);
        first("q=nobody-", NOBODY);
        // whose first half is disabled
        page("q=visitor-", 1);
    }

    private void byEmail() {
        int tenOfThem = users / 2 / 10 * 10;
        String few = ManyUsers.company(tenOfThem).replaceFirst("\\d$", "");
        page("q=info@", 1);
        page("q=info@", farPage);
        first("q=" + few, 3);
        first("q=nobody@", NOBODY);
    }

    private void byStatus() {
        page("status=all", 1);
        page("status=all", farPage);
        page("status=disabled", 1);
        page("status=disabled", farPage / 5);
        page("status=deleted", 1);
        page("status=deleted", farPage / 25);
        first("status=disabled&q=info@", NOBODY);
    }

    private void byRole() {
        page("role=" + ManyUsers.EVERYBODY, 1);
        page("role=" + ManyUsers.EVERYBODY, farPage);
        page("role=" + ManyUsers.SOME, 1);
        page("role=" + ManyUsers.SOME, farPage / 25);
        first("role=" + ManyUsers.FEW, 10);
    }

    private void byRoleAndMore() {
        page("role=" + ManyUsers.EVERYBODY + "&status=disabled", 1);
        first("role=" + ManyUsers.SOME + "&status=disabled", NOBODY);
        first("role=" + ManyUsers.SOME + "&q=guest-", NOBODY);
        first("role=" + ManyUsers.SOME + "&q=info@", NOBODY);
        page("role=" + ManyUsers.EVERYBODY + "&q=member-", farPage);
    }

    /** A page that is full. */
    private void page(String search, int number) {
        questions.add(new Question(
                String.format(Locale.ROOT, "`%s`, page %,d", path(search), number),
                pages.number(number, search),
                UserPages.LENGTH));
    }

    /** The first page, with so many on it. */
    private void first(String search, int items) {
        questions.add(new Question(
                String.format(Locale.ROOT, "`%s`, %d in all", path(search), items), pages.number(1, search), items));
    }

    private static String path(String search) {
        return search.isEmpty() ? "GET /users" : "?" + search;
    }
}

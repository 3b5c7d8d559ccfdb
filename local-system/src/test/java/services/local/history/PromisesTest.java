package services.local.history;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;

import static org.assertj.core.api.Assertions.assertThat;
import static services.local.history.Outcome.ACCEPTED;
import static services.local.history.Outcome.CANNOT_TELL;
import static services.local.history.Outcome.FAULT;
import static services.local.history.Outcome.NO_ANSWER;
import static services.local.history.Outcome.REFUSED;

/** Which histories break a promise, and which do not. */
class PromisesTest {

    private final Script script = new Script();
    private final Pair pair = script.login();

    private void keepsAll() {
        assertThat(script.broken()).isEmpty();
    }

    private void breaks(Class<? extends Promise> promise) {
        assertThat(script.broken()).contains(promise.getSimpleName());
    }

    @Nested
    class Revocation {

        @Test
        void tokenMayBeAcceptedUntilTheLogoutIsAnswered() {
            script.logout(pair, 2, 4, ACCEPTED);
            script.accepted(pair, 3, 5);
            script.refused(pair, 3, 3.5);
            script.refused(pair, 4.1, 5);
            keepsAll();
        }

        @Test
        void loggedOutTokenIsNotAccepted() {
            script.logout(pair, 2, 3, ACCEPTED);
            script.accepted(pair, 3.1, 4);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void loggedOutTokenIsNotAcceptedWhateverHappensToTheSystem() {
            script.logout(pair, 2, 3, ACCEPTED);
            script.disturbed(3, 5);
            script.accepted(pair, 5, 6);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void loggedOutTokenLogsNobodyOut() {
            script.logout(pair, 2, 3, ACCEPTED);
            script.logout(pair, 3.1, 4, ACCEPTED);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void logoutEndsTheTokensOfEveryRefreshOfItsLogin() {
            Pair next = script.refresh(pair, 2, 3);
            script.logout(next, 4, 5, ACCEPTED);
            script.accepted(next, 6, 7);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void refreshTokenOfAnEndedLoginIsNotAccepted() {
            script.logout(pair, 2, 3, ACCEPTED);
            script.refresh(pair, 4, 5);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void endedSessionIsNotAccepted() {
            Pair other = script.login("alice", 1, 2);
            script.endSession(other, pair.session(), 3, 4, ACCEPTED);
            script.accepted(other, 5, 6);
            keepsAll();

            script.accepted(pair, 5, 6);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void oldAccessTokenIsNotAcceptedAfterARefresh() {
            Pair next = script.refresh(pair, 2, 3);
            script.accepted(next, 4, 5);
            keepsAll();

            script.accepted(pair, 4, 5);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void deletedApiKeyIsNotAcceptedAndItsLoginIs() {
            ApiKey key = script.apiKey(pair, 2, 3);
            script.deletion(pair, key, 4, 5, ACCEPTED);
            script.refused(key, 6, 7);
            script.accepted(pair, 6, 7);
            keepsAll();

            script.accepted(key, 8, 9);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void logoutEverywhereEndsLoginsOfBeforeAndNoOthers() {
            Pair other = script.login("alice", 0, 1);
            Pair bobs = script.login("bob", 0, 1);
            script.logoutEverywhere(pair, 2, 3, ACCEPTED);
            Pair later = script.login("alice", 4, 5);
            script.accepted(bobs, 6, 7);
            script.accepted(later, 6, 7);
            script.refused(other, 6, 7);
            keepsAll();

            script.accepted(other, 8, 9);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void logoutEverywhereLeavesApiKeysAlone() {
            ApiKey key = script.apiKey(pair, 1, 2);
            script.logoutEverywhere(pair, 3, 4, ACCEPTED);
            script.refused(key, 5, 6);
            breaks(TheLiveAreAccepted.class);
        }

        @Test
        void loginThatRacesWithLogoutEverywhereIsLiveOrDeadOrRefused() {
            Pair dead = script.login("alice", 2, 4);
            Pair live = script.login("alice", 2, 4);
            script.logoutEverywhere(pair, 3, 5, ACCEPTED);
            script.refusedLogin("alice", 3, 4);
            script.refused(dead, 6, 7);
            script.accepted(live, 6, 7);
            keepsAll();
        }

        @Test
        void loginThatRacedWithLogoutEverywhereStaysWhatItIs() {
            Pair racing = script.login("alice", 2, 4);
            script.logoutEverywhere(pair, 3, 5, ACCEPTED);
            script.refused(racing, 6, 7);
            script.accepted(racing, 8, 9);
            breaks(TheDeadStayDead.class);
        }

        @Test
        void refusedLogoutEndsNothing() {
            script.logout(pair, 2, 3, REFUSED);
            breaks(TheLiveAreAccepted.class);
        }
    }

    @Nested
    class Doubt {

        @Test
        void logoutThatWasNotConfirmedMayHaveHappened() {
            script.disturbed(2, 3);
            script.logout(pair, 2, 3, CANNOT_TELL);
            script.refused(pair, 4, 5);
            keepsAll();
        }

        @Test
        void logoutThatWasNotConfirmedMayHaveFailed() {
            script.disturbed(2, 3);
            script.logout(pair, 2, 3, CANNOT_TELL);
            script.accepted(pair, 4, 5);
            keepsAll();
        }

        @Test
        void instancesMayDifferWhileALogoutIsUnderWay() {
            script.logout(pair, 2, 6, ACCEPTED);
            script.refused(pair, 3, 4);
            script.accepted(pair, 4.5, 5);
            keepsAll();
        }

        @Test
        void instancesMayDifferUntilTheSystemIsWellAgain() {
            script.disturbed(2, 3);
            script.logout(pair, 2, 3, CANNOT_TELL);
            script.refused(pair, 4, 5);
            script.accepted(pair, 6, 7);
            keepsAll();
        }

        @Test
        void instancesMayNotDifferLonger() {
            script.disturbed(2, 3);
            script.logout(pair, 2, 3, CANNOT_TELL);
            script.refused(pair, 4, 5);
            script.accepted(pair, 14, 15);
            breaks(TheDeadStayDead.class);
        }

        @Test
        void refreshThatWasNotConfirmedMayHaveEndedTheOldAccessToken() {
            script.disturbed(2, 3);
            script.refresh(pair, 2, 3, CANNOT_TELL);
            script.refused(pair, 4, 5);
            script.refresh(pair, 4, 4.5);
            keepsAll();
        }

        @Test
        void refreshThatWasNotConfirmedEndsNoLoginOfOthers() {
            Pair other = script.login("alice", 0, 1);
            script.disturbed(2, 3);
            script.refresh(pair, 2, 3, CANNOT_TELL);
            script.refused(other, 4, 5);
            breaks(TheLiveAreAccepted.class);
        }
    }

    @Nested
    class LiveLogins {

        @Test
        void liveTokenIsNotRefused() {
            script.refused(pair, 2, 3);
            breaks(TheLiveAreAccepted.class);
        }

        @Test
        void liveTokenIsNotRefusedWhateverHappensToTheSystem() {
            script.disturbed(2, 3, Part.FIRST_AUTH);
            script.refused(pair, 3, 4);
            breaks(TheLiveAreAccepted.class);
        }

        @Test
        void tokenIsNotRefusedBeforeItsLogoutBegan() {
            script.refused(pair, 2, 3);
            script.logout(pair, 3.5, 4, ACCEPTED);
            breaks(TheLiveAreAccepted.class);
        }

        @Test
        void liveApiKeyIsNotRefused() {
            ApiKey key = script.apiKey(pair, 1, 2);
            script.refused(key, 3, 4);
            breaks(TheLiveAreAccepted.class);
        }

        @Test
        void rightPasswordIsNotRefused() {
            script.disturbed(1, 2);
            script.refusedLogin("alice", 2, 3);
            breaks(TheLiveAreAccepted.class);
        }

        @Test
        void goodRefreshTokenIsNotRefused() {
            script.refresh(pair, 2, 3, REFUSED);
            breaks(TheLiveAreAccepted.class);
        }

        @Test
        void retryWithinTheGraceIsNotRefused() {
            script.disturbed(2, 3, Part.FIRST_AUTH);
            script.refresh(pair, 2, 2.2, NO_ANSWER);
            script.refresh(pair, 2.5, 3, REFUSED);
            breaks(TheLiveAreAccepted.class);
        }
    }

    @Nested
    class Honesty {

        @Test
        void faultIsNeverAnswered() {
            script.disturbed(2, 3);
            script.look(pair, 2, 3, FAULT);
            breaks(AnswersAreHonest.class);
        }

        @Test
        void thatItCannotBeToldIsSaidWhileTheSystemIsDisturbedAndShortlyAfter() {
            script.disturbed(2, 3);
            script.look(pair, 2.5, 2.6, CANNOT_TELL);
            script.look(pair, 12.9, 13.5, CANNOT_TELL);
            keepsAll();
        }

        @Test
        void thatItCannotBeToldIsNotSaidBefore() {
            script.look(pair, 1, 1.9, CANNOT_TELL);
            script.disturbed(2, 3);
            breaks(AnswersAreHonest.class);
        }

        @Test
        void thatItCannotBeToldIsNotSaidLongAfter() {
            script.disturbed(2, 3);
            script.look(pair, 13.1, 14, CANNOT_TELL);
            breaks(AnswersAreHonest.class);
        }

        @Test
        void whoIsGoneNeedNotAnswer() {
            script.disturbed(2, 3, Part.FIRST_AUTH);
            script.look(pair, 2, 3, NO_ANSWER);
            keepsAll();
        }

        @Test
        void whoRunsAnswers() {
            script.disturbed(2, 3, Part.SECOND_AUTH);
            script.look(pair, 2, 3, NO_ANSWER);
            breaks(AnswersAreHonest.class);
        }
    }

    @Nested
    class RefreshTokens {

        @Test
        void retryWithinTheGraceTakesThePlaceOfWhatWasGivenBefore() {
            Pair lost = script.refresh(pair, 2, 2.5);
            Pair next = script.refresh(pair, 3, 3.5);
            script.refused(lost, 4, 5);
            script.accepted(next, 4, 5);
            keepsAll();

            script.accepted(lost, 5, 6);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void retryAfterTheGraceIsNotAccepted() {
            script.refresh(pair, 2, 3);
            script.refresh(pair, 5.1, 6);
            breaks(RefreshTokensAreSpentOnce.class);
        }

        @Test
        void retryAfterWhatWasGivenWasUsedIsNotAccepted() {
            Pair next = script.refresh(pair, 2, 2.1);
            script.refresh(next, 2.2, 2.3);
            script.refresh(pair, 2.4, 2.5);
            breaks(RefreshTokensAreSpentOnce.class);
        }

        @Test
        void supersededTokenIsNotAccepted() {
            Pair lost = script.refresh(pair, 2, 2.1);
            script.refresh(pair, 2.2, 2.3);
            script.refresh(lost, 2.4, 2.5);
            breaks(RefreshTokensAreSpentOnce.class);
        }

        @Test
        void supersededTokenMayBeRefused() {
            Pair lost = script.refresh(pair, 2, 2.1);
            Pair next = script.refresh(pair, 2.2, 2.3);
            script.refresh(lost, 2.4, 2.5, REFUSED);
            script.accepted(next, 2.6, 2.7);
            keepsAll();
        }

        @Test
        void requestsAtOnceMayShareOneAnswer() {
            Pair next = script.refresh(pair, 2, 3);
            script.refresh(pair, next, 2.1, 3, ACCEPTED);
            script.accepted(next, 4, 5);
            keepsAll();
        }

        @Test
        void ofTwoAtOnceEitherMayLive() {
            Pair one = script.refresh(pair, 2, 3);
            Pair other = script.refresh(pair, 2, 3);
            script.refused(one, 4, 5);
            script.accepted(other, 4, 5);
            keepsAll();
        }

        @Test
        void ofTwoAtOnceNotBothLive() {
            Pair one = script.refresh(pair, 2, 3);
            Pair other = script.refresh(pair, 2, 3);
            script.accepted(one, 4, 5);
            script.accepted(other, 4, 5);
            breaks(RefreshTokensAreSpentOnce.class);
        }

        @Test
        void ofTwoAtOnceNotBothAreGood() {
            Pair one = script.refresh(pair, 2, 3);
            Pair other = script.refresh(pair, 2, 3);
            script.refresh(one, 4, 5);
            script.refresh(other, 4, 5);
            breaks(RefreshTokensAreSpentOnce.class);
        }

        @Test
        void replayEndsTheLogin() {
            Pair next = script.refresh(pair, 2, 3);
            script.refresh(pair, 6, 7, REFUSED);
            script.refused(next, 8, 9);
            keepsAll();

            script.accepted(next, 10, 11);
            breaks(TheDeadAreRefused.class);
        }

        @Test
        void replayThatWasNotToldToRedisEndsTheLoginWhenTheSystemIsWellAgain() {
            Pair next = script.refresh(pair, 2, 3);
            script.disturbed(6, 7);
            script.refresh(pair, 6, 7, REFUSED);
            script.accepted(next, 8, 9);
            keepsAll();

            script.accepted(next, 20, 21);
            breaks(TheDeadAreRefused.class);
        }
    }

    @Nested
    class LastQuestions {

        @Test
        void whatMayBeEitherIsTheSameForEverybody() {
            script.disturbed(2, 3);
            script.logout(pair, 2, 3, NO_ANSWER);
            script.disturbed(2, 3, Part.FIRST_AUTH);
            script.healed(20);
            script.accepted(pair, 20, 22);
            script.refused(pair, 21, 22);
            breaks(InstancesAgree.class);
        }

        @Test
        void whatEndsInTheMeantimeMayDiffer() {
            script.healed(20);
            script.accepted(pair, 20, 21);
            script.refresh(pair, 22, 23);
            script.refused(pair, 24, 25);
            keepsAll();
        }
    }
}

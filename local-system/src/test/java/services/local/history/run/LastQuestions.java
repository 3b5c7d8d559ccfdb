package services.local.history.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import services.local.history.Action;
import services.local.history.Action.Door;
import services.local.history.Credential;
import services.local.history.Credential.Pair;
import services.local.history.Part;

/** When all is well again: every instance is asked about every credential there ever was, and what was never spent is spent. */
final class LastQuestions {

    private final Client client;
    private final Wallet wallet;
    private final Parts parts;
    private final Executor threads;

    LastQuestions(Client client, Wallet wallet, Parts parts, Executor threads) {
        this.client = client;
        this.wallet = wallet;
        this.parts = parts;
        this.threads = threads;
    }

    void ask(Recorder recorder) {
        Set<Pair> presented = new HashSet<>();
        recorder.operations().forEach(operation -> {
            if (operation.action() instanceof Action.Refresh refresh) {
                presented.add(refresh.spent());
            }
        });
        List<Pair> pairs = wallet.pairs();
        forEach(pairs, this::ask);
        forEach(wallet.apiKeys(), this::ask);
        List<Pair> unspent =
                pairs.stream().filter(pair -> !presented.contains(pair)).toList();
        forEach(unspent, pair -> client.ask(new Action.Refresh(pair, null), Part.SECOND_AUTH));
        forEach(unspent, pair -> client.ask(new Action.Validation(pair, Door.INTERNAL), Part.FIRST_AUTH));
    }

    private void ask(Credential credential) {
        parts.auth().forEach(auth -> client.ask(new Action.Validation(credential, Door.INTERNAL), auth));
        parts.resource().forEach(resource -> client.ask(new Action.Validation(credential, Door.DATA), resource));
    }

    private <T> void forEach(List<T> all, Consumer<T> question) {
        CompletableFuture.allOf(all.stream()
                        .map(one -> CompletableFuture.runAsync(() -> question.accept(one), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}

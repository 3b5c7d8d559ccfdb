package services.local.history.run;

import java.util.List;
import java.util.Optional;

import services.local.history.Action;
import services.local.history.Action.Door;
import services.local.history.Credential;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;
import services.local.history.Operation;
import services.local.history.Outcome;
import services.local.history.Part;

/** Makes the moves of a plan with what the slots hold at that moment. */
final class Mover {

    private final Client client;
    private final List<Slot> slots;

    Mover(Client client, List<Slot> slots) {
        this.client = client;
        this.slots = slots;
    }

    Operation make(Step.Move move) {
        Slot slot = slots.get(move.slot());
        Optional<Pair> held = slot.current();
        if (held.isEmpty()) {
            return logIn(slot, move.auth());
        }
        Pair pair = held.get();
        return switch (move.deed()) {
            case VALIDATE -> validate(pair, slot, move);
            case VALIDATE_OLD -> validate(slot.old(move.pick()).orElse(pair), slot, move);
            case VALIDATE_API_KEY -> look(anyApiKey(slot, move).orElse(pair), move);
            case LOG_IN -> logIn(slot, move.auth());
            case REFRESH -> refresh(pair, slot, move.auth());
            case REPLAY -> refresh(slot.old(move.pick()).orElse(pair), slot, move.auth());
            case LOG_OUT -> leaveUnlessInDoubt(client.ask(new Action.Logout(pair), move.auth()), pair, slot);
            case LOG_OUT_EVERYWHERE ->
                leaveUnlessInDoubt(client.ask(new Action.LogoutEverywhere(pair), move.auth()), pair, slot);
            case END_SESSION -> endSession(pair, move);
            case CREATE_API_KEY -> createApiKey(pair, slot, move);
            case DELETE_API_KEY -> deleteApiKey(pair, slot, move);
        };
    }

    private Operation logIn(Slot slot, Part auth) {
        Operation operation = client.ask(new Action.Login(slot.user(), null), auth);
        if (operation.action() instanceof Action.Login login && login.issued() != null) {
            slot.hold(login.issued());
        }
        return operation;
    }

    private Operation validate(Pair pair, Slot slot, Step.Move move) {
        Operation operation = look(pair, move);
        if (operation.outcome() == Outcome.REFUSED) {
            slot.leave(pair);
        }
        return operation;
    }

    private Operation look(Credential credential, Step.Move move) {
        return client.ask(
                new Action.Validation(credential, move.door()),
                move.door() == Door.DATA ? move.resource() : move.auth());
    }

    private static Optional<Credential> anyApiKey(Slot slot, Step.Move move) {
        return slot.anyApiKey(move.pick()).map(key -> key);
    }

    private Operation refresh(Pair pair, Slot slot, Part auth) {
        Operation operation = client.ask(new Action.Refresh(pair, null), auth);
        if (operation.outcome() == Outcome.REFUSED) {
            slot.leave(pair);
        }
        if (operation.action() instanceof Action.Refresh refresh && refresh.issued() != null) {
            slot.hold(refresh.issued());
        }
        return operation;
    }

    private static Operation leaveUnlessInDoubt(Operation operation, Pair pair, Slot slot) {
        if (!operation.outcome().isInDoubt()) {
            slot.leave(pair);
        }
        return operation;
    }

    private Operation endSession(Pair bearer, Step.Move move) {
        List<Slot> ofUser = slots.stream()
                .filter(slot -> slot.user().equals(bearer.session().user()))
                .toList();
        Slot other = ofUser.get(move.pick() % ofUser.size());
        Pair ended = other.current().orElse(bearer);
        Operation operation = client.ask(new Action.EndSession(bearer, ended.session()), move.auth());
        if (operation.outcome() == Outcome.ACCEPTED) {
            other.leave(ended);
        }
        return operation;
    }

    private Operation createApiKey(Pair bearer, Slot slot, Step.Move move) {
        if (!slot.hasRoomForAnApiKey()) {
            return validate(bearer, slot, move);
        }
        Operation operation = client.ask(new Action.CreateApiKey(bearer, null), move.auth());
        if (operation.action() instanceof Action.CreateApiKey creation && creation.issued() != null) {
            slot.hold(creation.issued());
        }
        return operation;
    }

    private Operation deleteApiKey(Pair bearer, Slot slot, Step.Move move) {
        Optional<ApiKey> key = slot.apiKey(move.pick());
        if (key.isEmpty()) {
            return validate(bearer, slot, move);
        }
        Operation operation = client.ask(new Action.DeleteApiKey(bearer, key.get()), move.auth());
        if (operation.outcome() == Outcome.ACCEPTED) {
            slot.leave(key.get());
        }
        return operation;
    }
}

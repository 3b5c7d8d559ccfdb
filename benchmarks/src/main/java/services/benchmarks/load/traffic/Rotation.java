package services.benchmarks.load.traffic;

import java.util.List;

import services.benchmarks.load.http.Request;
import services.benchmarks.load.http.Traffic;

/** The same requests, one after the other and from the first again. */
public final class Rotation implements Traffic {

    private final List<Request> requests;
    private int index;

    public Rotation(List<Request> requests) {
        this.requests = List.copyOf(requests);
    }

    @Override
    public Request next() {
        Request next = requests.get(index);
        index = (index + 1) % requests.size();
        return next;
    }
}

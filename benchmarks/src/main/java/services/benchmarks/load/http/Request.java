package services.benchmarks.load.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import services.local.roundtrip.Call;

/** A request as it goes over the wire, the kind under which it is counted, and who is told its answer. */
public final class Request {

    private final String kind;
    private final InetSocketAddress address;
    private final byte[] bytes;
    private final Reception reception;

    private Request(String kind, InetSocketAddress address, byte[] bytes, Reception reception) {
        this.kind = kind;
        this.address = address;
        this.bytes = bytes;
        this.reception = reception;
    }

    public static Request of(String kind, Call call, Reception reception) {
        URI uri = call.uri();
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256)
                .append(call.method())
                .append(' ')
                .append(uri.getRawPath())
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getAuthority())
                .append("\r\n");
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (!call.method().equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[start.length + body.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(body, 0, bytes, start.length, body.length);
        return new Request(kind, new InetSocketAddress(uri.getHost(), uri.getPort()), bytes, reception);
    }

    public String kind() {
        return kind;
    }

    InetSocketAddress address() {
        return address;
    }

    byte[] bytes() {
        return bytes;
    }

    Reception reception() {
        return reception;
    }
}

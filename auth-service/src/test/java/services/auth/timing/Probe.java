package services.auth.timing;

import java.util.Map;
import java.util.UUID;

import services.auth.AuthServiceUnderTest;

/** What somebody could call to find out who has an account. */
enum Probe {
    LOGIN("/login", 401) {
        @Override
        Map<String, String> members(String name) {
            return Map.of("username", name, "password", "a wrong password");
        }
    },
    LOGIN_BY_EMAIL("/login", 401) {
        @Override
        Map<String, String> members(String name) {
            return Map.of("username", email(name), "password", "a wrong password");
        }
    },
    FORGOT("/password/forgot", 202) {
        @Override
        Map<String, String> members(String name) {
            return Map.of("email", email(name));
        }
    },
    REGISTER("/register", 201) {
        @Override
        Map<String, String> members(String name) {
            String username = "n" + UUID.randomUUID().toString().replace("-", "");
            return Map.of("username", username, "email", email(name), "password", "correct horse battery staple");
        }
    };

    private final String path;
    private final int status;

    Probe(String path, int status) {
        this.path = path;
        this.status = status;
    }

    abstract Map<String, String> members(String name);

    String path() {
        return path;
    }

    /** What it answers, known or not. */
    int status() {
        return status;
    }

    String body(String name) {
        return AuthServiceUnderTest.json(members(name));
    }

    static String email(String name) {
        return name + "@example.org";
    }
}

package services.auth.throttling;

import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.BooleanOutput;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

/** The commands that Bucket4j needs, on the connection on which everything else is sent; its values are bytes. */
record RedisBucketCommands<K>(RedisAsyncCommands<K, String> commands, RedisCodec<K, String> codec)
        implements RedisApi<K> {

    @Override
    public RedisFuture<byte[]> get(K key) {
        return commands.dispatch(CommandType.GET, new ByteArrayOutput<>(codec), new CommandArgs<>(codec).addKey(key));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> RedisFuture<V> eval(String script, ScriptOutputType type, K[] keys, byte[][] arguments) {
        CommandArgs<K, String> args =
                new CommandArgs<>(codec).add(script).add(keys.length).addKeys(keys);
        for (byte[] argument : arguments) {
            args.add(argument);
        }
        // every script of Bucket4j tells whether it has written
        CommandOutput<K, String, V> written = (CommandOutput<K, String, V>) new BooleanOutput<>(codec);
        return commands.dispatch(CommandType.EVAL, written, args);
    }

    @Override
    public RedisFuture<?> delete(K key) {
        return commands.del(key);
    }
}

using System.Buffers.Binary;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Store.Tests.Durability;

/// <summary>
/// T19 (docs/durability.md): content that is broken although its checksum is right, as only an attacker or an error of ours could write it, ends in the
/// documented exceptions, never in a read outside of the file.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int HeaderBytes = 20;

    private readonly int _rounds = TestScale.Of(3_000, 500_000);

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("superblock")]
    [InlineData("manifest")]
    public void A_root_file_with_any_content_is_refused_or_opened(string kind)
    {
        var random = TestScale.Random(output, 19, out var seed);
        var pristine = Filled();
        var name = pristine.Names.First(n => n.StartsWith(kind, StringComparison.Ordinal));
        byte[] whole = [.. pristine.Content(name)];
        var mutator = new Mutator(random, [whole[HeaderBytes..^4]], [[0], [0xFF], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0x7F], "x"u8.ToArray()], 1 << 16);
        for (var round = 0; round < _rounds / 3; round++)
        {
            var files = pristine.AfterKill();
            files.Content(name).Clear();
            files.Content(name).AddRange(Framed(whole.AsSpan(0, 12), mutator.Next()));
            Expect<StoreException>(seed, round, () => QuadStore.Open(files, StoreSteps.Options).Dispose());
        }
    }

    [Fact]
    public void A_block_of_rows_with_any_content_is_decoded_or_refused()
    {
        var random = TestScale.Random(output, 19, out var seed);
        var seeds = Blocks(random);
        var mutator = new Mutator(random, seeds, [[0], [0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [0x40], [0x3F]], BlockCodec.MaxBytes);
        var rows = new ulong[BlockCodec.Rows];
        for (var round = 0; round < _rounds; round++)
        {
            var block = mutator.Next();
            if (block.Length < BlockCodec.HeaderBytes)
                continue;
            for (var column = 0; column < 4; column++)
                Expect<InvalidDataException>(seed, round, () => BlockCodec.Decode(block, column, random.Next(1, BlockCodec.Rows + 1), rows));
        }
    }

    [Fact]
    public void A_block_of_terms_with_any_content_is_read_or_refused()
    {
        var random = TestScale.Random(output, 19, out var seed);
        var mutator = new Mutator(random, [[0, 0, 10, .. "http://e/1"u8, 0, 9, 1, .. "2"u8, 1, 6, .. "waarde"u8, 8, 2, .. "12"u8]], [[0], [1], [2], [8], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x80, 0x01]], 4096);
        for (var round = 0; round < _rounds; round++)
        {
            var block = mutator.Next();
            Expect<InvalidDataException>(seed, round, () =>
            {
                byte[] iri = [];
                var reader = new TermBlockReader(block);
                for (var i = 0; i < TermBlock.Terms; i++)
                    reader.Next(ref iri, out _);
            });
        }
    }

    private static void Expect<TException>(int seed, int round, Action read)
        where TException : Exception
    {
        try
        {
            read();
        }
        catch (TException)
        {
        }
        catch (Exception error)
        {
            Assert.Fail($"OCWNDE_SEED={seed}, round {round}: {error}");
        }
    }

    private static byte[] Framed(ReadOnlySpan<byte> start, byte[] payload)
    {
        var file = new byte[HeaderBytes + payload.Length + 4];
        start.CopyTo(file);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(12), (ulong)payload.Length);
        payload.CopyTo(file.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 4), Crc32C.Of(file.AsSpan(0, file.Length - 4)));
        return file;
    }

    // Real blocks: those of a store's segments.
    private static byte[][] Blocks(Random random)
    {
        var files = Filled();
        var blocks = new List<byte[]>();
        using var store = QuadStore.Open(files, StoreSteps.Options);
        store.Merge();
        using var lease = store.LeaseCurrent();
        foreach (var segment in lease.State.Segments)
        {
            byte[] scratch = [];
            foreach (var permutation in Enum.GetValues<Permutation>())
            {
                for (var block = 0; block < segment.Segment.Directory(permutation).Length; block++)
                    blocks.Add(segment.Segment.ReadBlock(permutation, block, ref scratch).ToArray());
            }
        }

        return [.. blocks.OrderBy(_ => random.Next()).Take(50)];
    }

    private static MemoryStoreFiles Filled()
    {
        var files = new MemoryStoreFiles();
        using (var store = QuadStore.Open(files, StoreSteps.Options))
        {
            for (var step = 1; step <= 4; step++)
                StoreSteps.Commit(store, step);
        }

        return files.AfterKill();
    }
}

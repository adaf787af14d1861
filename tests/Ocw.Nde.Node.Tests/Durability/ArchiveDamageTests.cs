using System.Security.Cryptography;
using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>T7 (docs/durability.md) for archived payloads, packed by us and as received: damage is found, or what is read is still what was received.</summary>
public sealed class ArchiveDamageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damage_anywhere_in_a_payload_is_found_or_harmless()
    {
        var random = TestScale.Random(output, 77, out var seed);
        var archive = new PayloadArchive(_folder["archive"]);
        var text = new byte[60_000];
        for (var i = 0; i < text.Length; i++)
            text[i] = (byte)("abcdefgh <>\n"[random.Next(12)]);
        byte[] packed = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. text.AsSpan(0, 5_000)];
        string[] hashes = [archive.Write(text).Hash, archive.Write(packed).Hash];
        var found = 0;
        for (var probe = 0; probe < TestScale.Of(300, 10_000); probe++)
        {
            var hash = hashes[probe % 2];
            var file = Directory.EnumerateFiles(_folder["archive/payloads"], hash + ".*", SearchOption.AllDirectories).Single();
            var whole = File.ReadAllBytes(file);
            File.WriteAllBytes(file, Damaged(whole, probe / 2 % 3, random));
            if (IsFound(archive, hash))
                found++;
            else
                Assert.True(Convert.ToHexStringLower(HashOf(archive, hash)) == hash, $"OCWNDE_SEED={seed}, probe {probe}");
            File.WriteAllBytes(file, whole);
        }

        output.WriteLine($"{found} found, the others changed nothing of the content");
        Assert.True(found > TestScale.Of(300, 10_000) * 9 / 10);
    }

    private static bool IsFound(PayloadArchive archive, string hash)
    {
        try
        {
            archive.Verify(hash);
            return false;
        }
        catch (InvalidDataException damage)
        {
            Assert.Contains(hash, damage.Message, StringComparison.Ordinal);
            return true;
        }
    }

    private static byte[] HashOf(PayloadArchive archive, string hash)
    {
        using var stream = archive.OpenRead(hash);
        return SHA256.HashData(stream);
    }

    private static byte[] Damaged(byte[] whole, int kind, Random random)
    {
        var bytes = whole.ToArray();
        var at = random.Next(bytes.Length);
        switch (kind)
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes.AsSpan(at, Math.Min(4096, bytes.Length - at)).Clear();
                return bytes;
            default:
                return bytes[..at];
        }
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Harvest.Tests.Archive;

public sealed class PayloadArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocwnde-archive-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_payload_comes_back_as_it_was_and_is_kept_once()
    {
        var archive = new PayloadArchive(_folder);
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("tekst ", 10_000)));

        var first = archive.Write(content);
        var second = archive.Write(content);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), first.Hash);
        Assert.Equal((false, true, first.Hash), (first.WasKnown, second.WasKnown, second.Hash));
        var file = Assert.Single(Files());
        Assert.True(new FileInfo(file).Length < content.Length / 10);
        Assert.Equal(content, Read(archive, first.Hash));
    }

    [Fact]
    public void A_payload_that_is_packed_already_is_kept_as_it_came_and_can_be_sought_in()
    {
        var archive = new PayloadArchive(_folder);
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write("hallo"u8);

        var stored = archive.Write(packed.ToArray());

        Assert.Equal(packed.ToArray(), File.ReadAllBytes(Assert.Single(Files())));
        using var stream = archive.OpenRead(stored.Hash);
        Assert.True(stream.CanSeek);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_payload_that_was_changed_on_the_disk_is_refused(bool isTruncated)
    {
        var archive = new PayloadArchive(_folder);
        var hash = archive.Write(RandomNumberGenerator.GetBytes(5_000)).Hash;
        var bytes = File.ReadAllBytes(Files().Single());
        bytes[2_000] ^= 1;
        File.WriteAllBytes(Files().Single(), isTruncated ? bytes[..3_000] : bytes);

        var damaged = Assert.Throws<InvalidDataException>(() => archive.OpenRead(hash));

        Assert.Contains(hash, damaged.Message, StringComparison.Ordinal);
        Assert.Contains("backup", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_committed_leaves_nothing_behind()
    {
        var archive = new PayloadArchive(_folder);
        using (var writer = archive.BeginWrite())
            writer.Write("half"u8);
        var left = Path.Combine(_folder, "tmp", "left-by-a-kill");
        File.WriteAllText(left, "x");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-2));

        _ = new PayloadArchive(_folder);

        Assert.Empty(Files());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "tmp")));
    }

    [Fact]
    public async Task A_payload_beyond_its_ceiling_is_refused_while_it_is_written()
    {
        var archive = new PayloadArchive(_folder);
        using var writer = archive.BeginWrite();

        await Assert.ThrowsAsync<InvalidDataException>(() => writer.WriteAsync(new MemoryStream(new byte[1_000_000]), 999_999, null, CancellationToken.None));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("met spatie")]
    public void A_name_that_leads_out_of_the_archive_is_refused(string source)
    {
        var archive = new PayloadArchive(_folder);

        Assert.Throws<ArgumentException>(() => archive.Runs(source));
        Assert.Throws<ArgumentException>(() => archive.OpenRun("bron", source));
    }

    [Fact]
    public void A_payload_that_is_not_there_says_so() =>
        Assert.Throws<FileNotFoundException>(() => new PayloadArchive(_folder).OpenRead(new string('0', 64)));

    private static byte[] Read(PayloadArchive archive, string hash)
    {
        using var stream = archive.OpenRead(hash);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(_folder, "payloads"), "*", SearchOption.AllDirectories);
}

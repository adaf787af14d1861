using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Format;

/// <summary>A store that version 1 of the format left behind (made by <see cref="GoldenStore"/>) opens and answers for ever.</summary>
public class GoldenStoreTests
{
    internal static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "Format", "golden-v1");

    [Theory]
    [InlineData(StoreFileAccess.Mapped)]
    [InlineData(StoreFileAccess.Buffered)]
    public void A_store_of_version_1_opens_and_says_what_it_said(StoreFileAccess access)
    {
        using var folder = Copy();
        using var store = QuadStore.Open(folder.Path, new StoreOptions { FileAccess = access, MergeInBackground = false });

        Assert.Equal(Expected("now.nq"), GoldenStore.Content(store, ReaderScope.Internal, null));
        Assert.Equal(Expected("public.nq"), GoldenStore.Content(store, ReaderScope.Public, null));
        Assert.Equal(Expected("earlier.nq"), GoldenStore.Content(store, ReaderScope.Internal, GoldenStore.EarlierCommit));
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.True(snapshot.TryGet(GoldenStore.Key, out var value));
        Assert.Equal("2026-02-02", Encoding.UTF8.GetString(value.Span));
        Assert.True(store.Check().IsSound);
    }

    [Fact]
    public void Every_term_of_a_store_of_version_1_is_found_by_its_text()
    {
        using var folder = Copy();
        using var store = QuadStore.Open(folder.Path, new StoreOptions { MergeInBackground = false });
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.AnyNamed), QuadOrder.Spo);
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
            {
                foreach (var id in (ReadOnlySpan<ulong>)[batch.Subjects[i], batch.Predicates[i], batch.Objects[i]])
                    Assert.Equal(id, snapshot.Terms.Find(snapshot.Terms.Get(new(id))).Value);
            }
        }
    }

    [Fact]
    public void A_store_of_version_1_can_be_changed_and_merged()
    {
        using var folder = Copy();
        using (var store = QuadStore.Open(folder.Path, new StoreOptions { MergeInBackground = false }))
        {
            using (var transaction = store.BeginWrite())
            {
                transaction.Drop(new Iri("https://data.example/graph/b"));
                transaction.Commit();
            }

            store.Merge();
        }

        using var again = QuadStore.Open(folder.Path);
        var expected = string.Concat(Expected("now.nq").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains("<https://data.example/graph/b>", StringComparison.Ordinal)).Select(line => line + "\n"));
        Assert.Equal(expected, GoldenStore.Content(again, ReaderScope.Internal, null));
        Assert.Equal(Expected("earlier.nq"), GoldenStore.Content(again, ReaderScope.Internal, GoldenStore.EarlierCommit));
    }

    [Fact]
    public void A_later_version_of_any_file_is_refused_by_name()
    {
        var names = Directory.GetFiles(Path.Combine(Golden, GoldenStore.StoreFolder)).Select(file => Path.GetFileName(file)).ToArray();
        Assert.Contains(StoreFileNames.Superblock, names);
        foreach (var name in names)
        {
            using var folder = Copy();
            var path = folder.File(name);
            File.WriteAllBytes(path, WithVersion2(name, File.ReadAllBytes(path)));

            var error = Assert.Throws<StoreException>(() => QuadStore.Open(folder.Path));

            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.Contains("format version 2", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The same file of a later version, with its checksum as it would be.</summary>
    private static byte[] WithVersion2(string name, byte[] file)
    {
        if (name is StoreFileNames.Superblock or StoreFileNames.Current || StoreFileNames.IsManifest(name, out _))
        {
            file[8] = 2;
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 4), Crc32C.Of(file.AsSpan(0, file.Length - 4)));
            return file;
        }

        if (name.StartsWith("log-", StringComparison.Ordinal))
        {
            file[8] = 2;
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), Crc32C.Of(file.AsSpan(0, 60)));
            return file;
        }

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(file.Length - 20));
        var payload = file.AsSpan(file.Length - 20 - length, length);
        payload[0] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 12), Crc32C.Of(payload));
        return file;
    }

    internal static string Expected(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Golden, name + ".gz")), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static TemporaryFolder Copy()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(Golden, GoldenStore.StoreFolder)))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        return folder;
    }
}

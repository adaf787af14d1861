using Ocw.Nde.Store.Maintenance;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Store.Tests.Durability;

/// <summary>
/// T7 (docs/durability.md): a flipped bit, 4 KiB of zeros, a cut-off end, two blocks exchanged, anywhere in any file of a store on disk: found by opening,
/// reading or checking, named with file and offset; never a wrong answer.
/// </summary>
public sealed class DamageAnywhereTests(ITestOutputHelper output) : IDisposable
{
    private const int BlockBytes = 4096;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damage_anywhere_is_found_with_file_and_offset_and_never_gives_a_wrong_answer()
    {
        var random = TestScale.Random(output, 7, out var seed);
        var pristine = _folder.File("pristine");
        var step = Fill(pristine);
        var files = Directory.EnumerateFiles(pristine).Where(file => Path.GetFileName(file) is not ("lock" or "lock.holder")).Order(StringComparer.Ordinal).ToList();
        output.WriteLine(string.Join('\n', files.Select(file => $"{Path.GetFileName(file)} {new FileInfo(file).Length}")));

        var harmless = 0;
        for (var probe = 0; probe < TestScale.Of(520, 20_000); probe++)
        {
            // Every file gets its turn; the rest by chance.
            var file = Path.GetFileName(probe < files.Count * 4 ? files[probe % files.Count] : files[random.Next(files.Count)]);
            var kind = (probe / files.Count) % 4;
            var damaged = _folder.File("damaged");
            Copy(pristine, damaged);
            var (what, touched) = Damage(Path.Combine(damaged, file), kind, random);
            if (!touched)
                continue;
            if (!IsFound(damaged, file, step, $"OCWNDE_SEED={seed}, probe {probe}: {file}, {what}"))
                harmless++;
        }

        output.WriteLine($"{harmless} damages hit bytes that mean nothing");
    }

    // A log may have had its preallocated end damaged: then what is shown is still right, and the check says nothing or names it.
    private static bool IsFound(string folder, string file, int step, string context)
    {
        var isFound = false;
        try
        {
            using var files = StoreFileSet.Open(folder);
            var report = files.Check();
            isFound = !report.IsSound;
            if (isFound)
                Assert.True(report.Damages.Any(damage => Path.GetFileName(damage.File) == file && damage.Offset >= 0), $"{context}: named {string.Join('\n', report.Damages)}");
        }
        catch (StoreException error)
        {
            isFound = true;
            Assert.True(error.Message.Contains(file, StringComparison.Ordinal) || error is StoreRootException, $"{context}: {error.Message}");
        }

        try
        {
            using var store = QuadStore.Open(folder, StoreSteps.Options);
            if (!isFound)
            {
                StoreSteps.AssertShows(store, step);
                return false;
            }

            StoreSteps.AssertShows(store, step);
        }
        catch (StoreException)
        {
            // Refused: that is finding it.
            isFound = true;
        }

        return isFound;
    }

    private static int Fill(string folder)
    {
        using var store = QuadStore.Open(folder, StoreSteps.Options);
        for (var step = 1; step <= 12; step++)
        {
            StoreSteps.Commit(store, step);
            if (step == 6)
                store.Merge();
        }

        return 12;
    }

    private static (string What, bool Touched) Damage(string file, int kind, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        var before = bytes.ToArray();
        var at = random.Next(bytes.Length);
        string what;
        switch (kind)
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                what = $"bit flipped in byte {at}";
                break;
            case 1:
                bytes.AsSpan(at, Math.Min(BlockBytes, bytes.Length - at)).Clear();
                what = $"zeros from {at}";
                break;
            case 2:
                bytes = bytes[..at];
                what = $"cut off at {at}";
                break;
            default:
                var length = Math.Min(BlockBytes, bytes.Length / 2);
                var (first, second) = (random.Next(bytes.Length - (2 * length) + 1), 0);
                second = first + length;
                var block = bytes.AsSpan(first, length).ToArray();
                bytes.AsSpan(second, length).CopyTo(bytes.AsSpan(first));
                block.CopyTo(bytes.AsSpan(second));
                what = $"blocks of {length} bytes at {first} and {second} exchanged";
                break;
        }

        File.WriteAllBytes(file, bytes);
        return (what, !bytes.AsSpan().SequenceEqual(before));
    }

    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}

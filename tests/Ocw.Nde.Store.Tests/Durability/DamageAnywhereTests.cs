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
            var path = probe < files.Count * 4 ? files[probe % files.Count] : files[random.Next(files.Count)];
            var whole = File.ReadAllBytes(path);
            var (what, touched) = Damage(path, (probe / files.Count) % 4, random);
            var context = $"OCWNDE_SEED={seed}, probe {probe}: {Path.GetFileName(path)}, {what}";
            if (touched)
            {
                // Opening changes the folder, so it works on a copy; where the check has found the damage, not every time.
                var isFound = IsFound(pristine, Path.GetFileName(path), context);
                if (!isFound || probe % 5 == 0)
                    isFound |= IsRefused(pristine, step);
                harmless += isFound ? 0 : 1;
            }

            File.WriteAllBytes(path, whole);
        }

        output.WriteLine($"{harmless} damages hit bytes that mean nothing");
    }

    private static bool IsFound(string folder, string file, string context)
    {
        try
        {
            using var files = StoreFileSet.Open(folder);
            var report = files.Check();
            Assert.True(report.IsSound || report.Damages.Any(damage => Path.GetFileName(damage.File) == file && damage.Offset >= 0), $"{context}: named {string.Join('\n', report.Damages)}");
            return !report.IsSound;
        }
        catch (StoreException error)
        {
            Assert.True(error.Message.Contains(file, StringComparison.Ordinal) || error is StoreRootException, $"{context}: {error.Message}");
            return true;
        }
    }

    // Opened, it shows what it should or refuses; never anything else.
    private bool IsRefused(string folder, int step)
    {
        var copy = _folder.File("damaged");
        Copy(folder, copy);
        try
        {
            using var store = QuadStore.Open(copy, StoreSteps.Options);
            StoreSteps.AssertShows(store, step);
            return false;
        }
        catch (StoreException)
        {
            return true;
        }
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

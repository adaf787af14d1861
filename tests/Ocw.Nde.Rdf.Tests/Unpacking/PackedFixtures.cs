using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Rdf.Tests.Unpacking;

/// <summary>Texts, and the same texts as Debian's xz and bzip2 packed them (<c>Fixtures/make.sh</c>).</summary>
internal static class PackedFixtures
{
    public static byte[] Lines { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"<http://example.org/{i * 7919 % 104729}> <http://example.org/p> \"waarde {i}\" .\n"))));

    public static byte[] Repeated { get; } = [.. Enumerable.Repeat(Lines, 100).SelectMany(bytes => bytes)];

    public static byte[] Noise { get; } = MakeNoise();

    public static byte[] Run { get; } = [.. Enumerable.Repeat((byte)'a', 300_000)];

    /// <summary>Every fixture that can be read, with what is in it.</summary>
    public static TheoryData<string> Readable => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)!).Where(f => !f.EndsWith(".sh", StringComparison.Ordinal) && f is not ("lines.delta.xz" or "run.large-dictionary.xz")).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(SharedData.ProjectRoot, "tests", "Ocw.Nde.Rdf.Tests", "Unpacking", "Fixtures");

    public static byte[] Packed(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static byte[] TextOf(string name) => name.Split('.')[0] switch
    {
        "lines" => Lines,
        "repeated" => Repeated,
        "noise" => Noise,
        "run" => Run,
        "empty" => [],
        "streams" => [.. Lines, .. Run],
        _ => throw new ArgumentException(name, nameof(name)),
    };

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
            gzip.Write(content);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static byte[] MakeNoise()
    {
        var noise = new byte[20_000];
        var x = 1L;
        foreach (ref var value in noise.AsSpan())
        {
            x = x * 16807 % 2147483647;
            value = (byte)(33 + (x % 94));
        }

        return noise;
    }
}

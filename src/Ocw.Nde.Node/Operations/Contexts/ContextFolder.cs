using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Node.Operations.Contexts;

/// <summary>The contexts of a data directory: for each address a <c>.json</c> file with its pin, and each version once as <c>HASH.jsonld</c>. Several processes may use it.</summary>
internal sealed class ContextFolder(string folder)
{
    private const string PinEnding = ".json";
    private const string VersionEnding = ".jsonld";

    /// <summary>Everything that is pinned, in order of address.</summary>
    public IReadOnlyList<PinnedContext> List() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + PinEnding).Where(file => file.EndsWith(PinEnding, StringComparison.Ordinal)).Select(ReadPin).OfType<PinnedContext>().OrderBy(pin => pin.Iri, StringComparer.Ordinal)]
        : [];

    /// <summary>The pin of an address, or <see langword="null"/>.</summary>
    public PinnedContext? Find(string iri) => ReadPin(PinFile(iri));

    /// <summary>When the pin of an address was written last; the beginning of time where there is none.</summary>
    public DateTime StampOf(string iri) => File.GetLastWriteTimeUtc(PinFile(iri));

    /// <summary>The bytes of a version; <see langword="null"/> where they are gone or are not what their hash says.</summary>
    public byte[]? Read(string sha256)
    {
        var file = VersionFile(sha256);
        if (!File.Exists(file))
            return null;
        var bytes = File.ReadAllBytes(file);
        return HashOf(bytes) == sha256 ? bytes : null;
    }

    /// <summary>Keeps a version, without pinning it.</summary>
    public void Keep(string sha256, ReadOnlySpan<byte> content) => Write(VersionFile(sha256), content);

    /// <summary>Writes a pin; its version is kept already.</summary>
    public void Pin(PinnedContext pin) => Write(PinFile(pin.Iri), JsonSerializer.SerializeToUtf8Bytes(pin, PinnedContextJson.Default.PinnedContext));

    /// <summary>Forgets an address, and the versions that no other pin needs.</summary>
    public bool Remove(string iri)
    {
        if (!File.Exists(PinFile(iri)))
            return false;
        File.Delete(PinFile(iri));
        DropUnused();
        return true;
    }

    /// <summary>Deletes the versions that no pin needs.</summary>
    public void DropUnused()
    {
        var needed = List().SelectMany(pin => new[] { pin.Sha256, pin.Changed }).OfType<string>().Select(VersionFile).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + VersionEnding).Where(file => !needed.Contains(file)).ToList())
            File.Delete(file);
    }

    /// <summary>The hash that pins a content.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static PinnedContext? ReadPin(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), PinnedContextJson.Default.PinnedContext);
        }
        catch (JsonException e)
        {
            // Without its pin a context would be taken anew, whatever it says by now.
            throw new InvalidDataException($"{file} is damaged ({e.Message}); put it back from a backup, or delete it to have the context fetched and pinned again.", e);
        }
    }

    private void Write(string file, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(folder);
        var temporary = $"{file}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.new";
        using (var stream = File.Create(temporary))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }

    private string PinFile(string iri) => Path.Combine(folder, HashOf(Encoding.UTF8.GetBytes(iri))[..32] + PinEnding);

    private string VersionFile(string sha256) => Path.Combine(folder, sha256 + VersionEnding);
}

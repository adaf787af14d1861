using System.Globalization;

namespace Ocw.Nde.Store.Files;

/// <summary>The names of a store's files.</summary>
internal static class StoreFileNames
{
    /// <summary>Held open by the process that has the store.</summary>
    internal const string Lock = "lock";

    /// <summary>Says which process has the store.</summary>
    internal const string Holder = "lock.holder";

    /// <summary>The encodings, written at creation.</summary>
    internal const string Superblock = "superblock";

    /// <summary>The only root: names the manifest that holds.</summary>
    internal const string Current = "CURRENT";

    /// <summary>The next <see cref="Current"/>, before it takes its place.</summary>
    internal const string NextCurrent = "CURRENT.next";

    private const string ManifestPrefix = "manifest-";
    private const string HistoryPrefix = "history-";
    private const string LogPrefix = "log-";
    private const string RemovedPrefix = "removed-";

    internal static string Manifest(long version) => ManifestPrefix + Number(version);

    internal static string Dictionary(long file) => $"d-{Number(file)}.terms";

    internal static string Segment(long file) => $"s-{Number(file)}.quads";

    internal static string History(long file) => HistoryPrefix + Number(file);

    internal static string Log(long file) => LogPrefix + Number(file);

    internal static string Removed(long file) => RemovedPrefix + Number(file);

    internal static string Spill(long file) => $"t-{Number(file)}.spill";

    /// <summary>Whether a file belongs to stores at all; others are left alone.</summary>
    internal static bool IsOurs(string name) =>
        name is Lock or Holder or Superblock or Current or NextCurrent || IsManifest(name, out _) || IsData(name);

    /// <summary>Whether a file holds terms, quads or history.</summary>
    internal static bool IsData(string name) =>
        IsNumbered(name, LogPrefix) || IsNumbered(name, RemovedPrefix) || IsNumbered(name, HistoryPrefix)
        || (name.StartsWith("d-", StringComparison.Ordinal) && name.EndsWith(".terms", StringComparison.Ordinal))
        || (name.StartsWith("s-", StringComparison.Ordinal) && name.EndsWith(".quads", StringComparison.Ordinal))
        || (name.StartsWith("t-", StringComparison.Ordinal) && name.EndsWith(".spill", StringComparison.Ordinal));

    internal static bool IsManifest(string name, out long version) => IsNumbered(name, ManifestPrefix, out version);

    private static bool IsNumbered(string name, string prefix) => IsNumbered(name, prefix, out _);

    private static bool IsNumbered(string name, string prefix, out long number)
    {
        number = 0;
        return name.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string Number(long number) => number.ToString("D8", CultureInfo.InvariantCulture);
}

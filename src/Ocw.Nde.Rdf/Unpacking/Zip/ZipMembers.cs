using System.Globalization;
using System.IO.Compression;

namespace Ocw.Nde.Rdf.Unpacking.Zip;

/// <summary>The members of a zip archive that are documents. An archive with a member that could do harm is refused whole.</summary>
internal static class ZipMembers
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixRegular = 0x8000;
    private const int UnixFolder = 0x4000;

    /// <summary>Opens an archive, which stays open; its table of contents is read.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged, or has too many members.</exception>
    internal static ZipArchive Open(string origin, Stream seekable, UnpackLimits limits)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count <= limits.MaxMembers
                ? zip
                : throw new InvalidDataException(Said($"{origin} has {zip.Entries.Count:N0} members, more than the ceiling of {limits.MaxMembers:N0}"));
        }
        catch (Exception damaged)
        {
            zip?.Dispose();
            throw damaged is InvalidDataException { InnerException: null } ours && ours.Message.StartsWith(origin, StringComparison.Ordinal)
                ? ours
                : new InvalidDataException($"{origin} is a zip archive that is damaged or cut off ({damaged.Message.TrimEnd('.')}); fetch or make the file again", damaged);
        }
    }

    /// <summary>The documents with the names they go by, after a look at all of them; without folders and what macOS and Windows put beside the data.</summary>
    /// <exception cref="InvalidDataException">A name leads out of the archive or occurs twice, or a member is a link or encrypted; or all together are too large.</exception>
    internal static List<(string Name, ZipArchiveEntry Member)> Of(string origin, ZipArchive zip, UnpackLimits limits)
    {
        var members = new List<(string, ZipArchiveEntry)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var announced = 0L;
        foreach (var member in zip.Entries)
        {
            var name = SafeName(origin, member.FullName);
            if (name.EndsWith('/') || IsHousekeeping(name))
                continue;
            // 0 in the upper half: made by a program that knows no such types.
            if (((member.ExternalAttributes >> 16) & UnixTypeMask) is not (0 or UnixRegular or UnixFolder))
                throw new InvalidDataException($"the member '{name}' of {origin} is a link or a device, which is never followed; put the file itself in the archive");
            if (!names.Add(name))
                throw new InvalidDataException($"{origin} has two members named '{name}'; which one is meant cannot be known");
            if (member.IsEncrypted)
                throw new InvalidDataException($"the member '{name}' of {origin} is encrypted; give it without a password");
            if ((announced += member.Length) > limits.MaxBytes || announced < 0)
                throw new InvalidDataException(Said($"{origin} unpacks to more than {limits.MaxBytes:N0} bytes; raise that ceiling if it is right"));
            members.Add((name, member));
        }

        return members;
    }

    /// <summary>Says in a few words what an archive holds.</summary>
    internal static string Contents(ZipArchive zip) =>
        zip.Entries.Count == 0 ? "it is empty" : $"it holds {string.Join(", ", zip.Entries.Take(5).Select(entry => entry.FullName))}{(zip.Entries.Count > 5 ? $" and {zip.Entries.Count - 5} more" : "")}";

    // Windows programs of old wrote backslashes between folders. Nothing is ever written under these names, but an archive that tries is up to no good.
    private static string SafeName(string origin, string fullName)
    {
        var name = fullName.Replace('\\', '/');
        var parts = name.Split('/');
        if (name.StartsWith('/') || parts.Contains("..") || (name.Length > 1 && name[1] == ':') || name.Any(char.IsControl))
            throw new InvalidDataException($"{origin} has a member named '{Shown(fullName)}', which leads out of the archive; it is not read");
        return parts.Contains(".") ? string.Join('/', parts.Where(part => part != ".")) : name;
    }

    private static string Shown(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));

    private static bool IsHousekeeping(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name[(name.LastIndexOf('/') + 1)..] is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

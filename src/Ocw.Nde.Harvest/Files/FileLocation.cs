using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>One file or address that a source's locations stand for.</summary>
/// <param name="Key">What tells it apart: the full path, or the address.</param>
/// <param name="Address">The web address; <see langword="null"/> for a file of this machine.</param>
/// <param name="Members">The members of an archive that are meant, outermost first.</param>
internal sealed record FileLocation(string Key, Uri? Address, IReadOnlyList<string> Members);

/// <summary>Finds the files that locations stand for.</summary>
internal static class FileLocations
{
    private static readonly string[] Endings = [".zip!", ".xlsx!", ".xlsm!", ".ods!"];

    /// <summary>Resolves the locations of a source, in their order; files of one pattern by name.</summary>
    /// <param name="source">The settings.</param>
    /// <param name="maxFiles">The most files.</param>
    /// <param name="problems">What cannot be found, with what to do.</param>
    public static IReadOnlyList<FileLocation> Resolve(FileSource source, int maxFiles, List<HarvestNotice> problems)
    {
        var found = new List<FileLocation>();
        foreach (var location in source.Locations)
        {
            var (place, members) = SplitMembers(location);
            if (Uri.TryCreate(place, UriKind.Absolute, out var address) && !address.IsFile && place.Contains("://", StringComparison.Ordinal))
                found.Add(new FileLocation(address.AbsoluteUri, address, members));
            else
                AddFiles(source, location, address is { IsFile: true } && place.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? address.LocalPath : place, members, found, problems);
            if (found.Count > maxFiles)
            {
                problems.Add(new HarvestNotice("too-many-files", $"The locations stand for more than {maxFiles:N0} files; the rest is not fetched. Raise the ceiling of this source if that is right.", location));
                return found[..maxFiles];
            }
        }

        return found;
    }

    // 'a.zip!b.zip!*.xml', 'a.xlsx!Blad1': only behind such an ending, since '!' may stand in a file name.
    private static (string Place, IReadOnlyList<string> Members) SplitMembers(string location)
    {
        var parts = new List<string>();
        var rest = location;
        while (Endings.Select(ending => (At: rest.IndexOf(ending, StringComparison.OrdinalIgnoreCase), ending.Length)).Where(found => found.At >= 0).OrderBy(found => found.At).FirstOrDefault() is { Length: > 0 } split)
        {
            parts.Add(rest[..(split.At + split.Length - 1)]);
            rest = rest[(split.At + split.Length)..];
        }

        parts.Add(rest);
        return (parts[0], parts[1..]);
    }

    private static void AddFiles(FileSource source, string location, string place, IReadOnlyList<string> members, List<FileLocation> found, List<HarvestNotice> problems)
    {
        var path = Path.GetFullPath(place, Path.GetFullPath(source.BaseDirectory.Length == 0 ? "." : source.BaseDirectory));
        if (File.Exists(path))
            found.Add(new FileLocation(path, null, members));
        else if (Directory.Exists(path))
            problems.Add(new HarvestNotice("location-is-folder", $"{path} is a folder. Write which files of it are meant, for example {Path.Combine(place, "*.xml")}.", location));
        else if (!NamePattern.IsPattern(place))
            problems.Add(new HarvestNotice("file-not-found", $"There is no file {path}. Check the location in the settings of the source; a relative path starts from the folder of its file.", location));
        else
            AddMatches(location, path, members, found, problems);
    }

    private static void AddMatches(string location, string path, IReadOnlyList<string> members, List<FileLocation> found, List<HarvestNotice> problems)
    {
        var parts = path.Replace('\\', '/').Split('/');
        var fixedParts = Array.FindIndex(parts, NamePattern.IsPattern);
        var root = fixedParts <= 1 ? "/" : string.Join('/', parts[..fixedParts]);
        var pattern = string.Join('/', parts[fixedParts..]);
        var options = new EnumerationOptions { RecurseSubdirectories = pattern.Contains('/', StringComparison.Ordinal), IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };
        var matches = Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*", options)
                .Where(file => NamePattern.Matches(pattern, Path.GetRelativePath(root, file).Replace('\\', '/')))
                .Order(StringComparer.Ordinal)
                .Select(file => new FileLocation(file, null, members))
                .ToList()
            : [];
        found.AddRange(matches);
        if (matches.Count == 0)
            problems.Add(new HarvestNotice("file-not-found", $"No file matches {path}. Check the location in the settings of the source; a relative path starts from the folder of its file.", location));
    }
}

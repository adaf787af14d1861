using System.Text;
using Ocw.Nde.Html;
using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the files that an address with a pattern stands for (<c>https://data.museum.nl/dumps/*.nt.gz</c>) in the listing of its folder: the index page of a web server, or a text with names.</summary>
internal sealed class WebListing(PageClient client, int maxFiles)
{
    /// <summary>How many requests were sent.</summary>
    public int Requests => client.Requests;

    /// <summary>Whether a location is an address with a pattern; a <c>?</c> in an address begins its query.</summary>
    public static bool IsPattern(FileLocation location) => location.Address is { } address && address.AbsolutePath.Contains('*', StringComparison.Ordinal);

    /// <summary>The files of the listing that match.</summary>
    public async Task<IReadOnlyList<FileLocation>> FindAsync(FileLocation location, List<HarvestNotice> problems, CancellationToken cancellation)
    {
        var (folder, pattern) = Split(location.Address!);
        if (folder.AbsolutePath.Contains('*', StringComparison.Ordinal))
        {
            problems.Add(new HarvestNotice("file-not-found", $"{location.Key}: a pattern can stand in the last part of an address only. Name each folder by itself.", location.Key));
            return [];
        }

        try
        {
            var answer = await client.GetAsync(folder, "text/html, text/plain;q=0.9, */*;q=0.1", null, null, cancellation);
            var found = Links(answer)
                .Where(link => link.Authority == folder.Authority && link.AbsolutePath.StartsWith(folder.AbsolutePath, StringComparison.Ordinal))
                .Where(link => NamePattern.Matches(pattern, Uri.UnescapeDataString(link.AbsolutePath[folder.AbsolutePath.Length..])))
                .Select(link => link.GetLeftPart(UriPartial.Query)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(link => new FileLocation(link, new Uri(link), location.Members)).ToList();
            if (found.Count == 0)
                problems.Add(new HarvestNotice("file-not-found", $"The listing {folder} names no file that matches {pattern}. Check the location in the settings of the source, or name the files by their addresses.", location.Key));
            if (found.Count > maxFiles)
                problems.Add(new HarvestNotice("too-many-files", $"The listing {folder} names more than {maxFiles:N0} files; the rest is not fetched. Raise the ceiling of this source if that is right.", location.Key));
            return found.Count > maxFiles ? found[..maxFiles] : found;
        }
        catch (WebRequestException failed)
        {
            problems.Add(new HarvestNotice("not-fetched", failed.Message, location.Key));
            return [];
        }
    }

    private static (Uri Folder, string Pattern) Split(Uri address)
    {
        var slash = address.AbsolutePath.LastIndexOf('/') + 1;
        return (new Uri(address, address.AbsolutePath[..slash]), Uri.UnescapeDataString(address.AbsolutePath[slash..]));
    }

    private static IEnumerable<Uri> Links(PageAnswer answer)
    {
        if (answer.MediaType is "text/html" or "application/xhtml+xml")
            return PageAnchors.Find(answer.Bytes, answer.Address).Select(link => link.Address);
        return Encoding.UTF8.GetString(answer.Bytes.Span).Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Uri.TryCreate(answer.Address, name, out var link) && link.Scheme is "http" or "https" ? link : null).OfType<Uri>();
    }
}

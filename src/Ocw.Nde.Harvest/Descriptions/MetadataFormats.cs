using System.Text;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Asks an OAI-PMH repository which metadata formats it has (§4.4), and picks the one that tells most.</summary>
internal static class MetadataFormats
{
    // By namespace or schema, not by prefix, which each repository chooses itself; the richest for heritage first.
    private static readonly string[] Preferred =
    [
        "schema.org", "www.europeana.eu/schemas/edm", "www.lido-schema.org", "www.loc.gov/mods", "adlib", "axiell", "www.loc.gov/MARC21", "a2a", "ead", "purl.org/dc/terms", "openarchives.org/OAI/2.0/oai_dc",
    ];

    /// <summary>The prefix of the best format; <see langword="null"/> if the repository names none.</summary>
    /// <exception cref="WebRequestException">It does not answer.</exception>
    public static async Task<string?> BestAsync(PageClient client, Uri baseUrl, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(new Uri($"{baseUrl.AbsoluteUri}{(baseUrl.Query.Length > 0 ? '&' : '?')}verb=ListMetadataFormats"), "text/xml, application/xml", null, null, cancellation);
        return Best(answer.Bytes);
    }

    /// <summary>The prefix of the best format in an answer.</summary>
    public static string? Best(ReadOnlyMemory<byte> answer)
    {
        var formats = new List<(string Prefix, string About)>();
        var text = Encoding.UTF8.GetString(answer.Span);
        foreach (var part in text.Split("metadataFormat>", StringSplitOptions.RemoveEmptyEntries))
        {
            if (Element(part, "metadataPrefix") is { } prefix)
                formats.Add((prefix, $"{Element(part, "metadataNamespace")} {Element(part, "schema")} {prefix}"));
        }

        return formats.Count == 0 ? null : formats.OrderBy(format => Rank(format.About)).First().Prefix;
    }

    private static int Rank(string about)
    {
        var rank = Array.FindIndex(Preferred, word => about.Contains(word, StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Preferred.Length : rank;
    }

    private static string? Element(string part, string name)
    {
        var start = part.IndexOf(name + ">", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length + 1;
        var end = part.IndexOf('<', start);
        return end < 0 ? null : System.Net.WebUtility.HtmlDecode(part[start..end].Trim());
    }
}

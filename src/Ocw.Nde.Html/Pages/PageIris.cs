using System.Text;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html;

/// <summary>Makes IRIs of what stands in attributes.</summary>
/// <remarks>
/// Browsers take <c>href="my file.html"</c> for <c>my%20file.html</c> (URL Standard §4.4), so this does; what is no IRI even then is left out and told.
/// </remarks>
internal sealed class PageIris(string baseIri, int maxBytes, PageNotices notices)
{
    private static readonly System.Buffers.SearchValues<char> Percent = System.Buffers.SearchValues.Create(" \"<>`{}|\\^");

    private readonly Dictionary<string, Iri?> _known = new(StringComparer.Ordinal);

    /// <summary>What relative references are resolved against.</summary>
    internal string Base { get; } = baseIri;

    /// <summary>The IRI that an attribute means; <see langword="null"/> where it means none.</summary>
    internal Iri? Resolve(string reference, PageElement element) => Resolve(Base, reference, element);

    /// <summary>The same against another base.</summary>
    internal Iri? Resolve(string against, string reference, PageElement element)
    {
        var isOwn = ReferenceEquals(against, Base);
        if (isOwn && _known.TryGetValue(reference, out var known))
            return known;
        var repaired = Repaired(reference);
        var resolved = IriResolver.Resolve(against, repaired);
        Iri? iri = null;
        if (Encoding.UTF8.GetByteCount(resolved) <= maxBytes && IriCheck.IsAbsoluteIri(resolved))
        {
            iri = new Iri(resolved);
            if (repaired.Length != reference.AsSpan().Trim().Length)
                notices.Tell(RdfNoticeKind.IriRepaired, $"characters that no IRI may hold were percent-encoded: <{resolved}>", element);
        }
        else
        {
            notices.Tell(RdfNoticeKind.IriDropped, $"'{(reference.Length > 200 ? reference[..200] + "…" : reference)}' is no IRI; what is said with it is left out", element);
        }

        if (isOwn)
            _known[reference] = iri;
        return iri;
    }

    private static string Repaired(string reference)
    {
        var text = reference.AsSpan().Trim();
        if (!text.ContainsAny(Percent) && !text.ContainsAnyInRange('\0', '\x1F'))
            return text.Length == reference.Length ? reference : text.ToString();
        var repaired = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '\t' or '\n' or '\r')
                continue;
            if (c < ' ' || Percent.Contains(c))
                repaired.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else
                repaired.Append(c);
        }

        return repaired.ToString();
    }
}

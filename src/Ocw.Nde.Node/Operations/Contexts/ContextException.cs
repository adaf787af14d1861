using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Operations.Contexts;

/// <summary>A JSON-LD context that is not served: which one, why, and what the operator can do.</summary>
internal sealed class ContextException(string iri, LocalizedText text, Exception? inner = null) : Exception(text.En, inner)
{
    /// <summary>The address of the context.</summary>
    public string Iri { get; } = iri;

    /// <summary>Why, and what to do.</summary>
    public LocalizedText Text { get; } = text;

    /// <summary>The refusal of a context that an error comes from; <see langword="null"/> if it comes from something else.</summary>
    public static ContextException? Within(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is ContextException found)
                return found;
        }

        return null;
    }

    internal static ContextException HostNotListed(string iri, string host) => new(iri, new(
        $"De JSON-LD-context <{iri}> wordt niet opgehaald: {host} staat niet bij contexts: hosts in node.yaml. Zet de server daar bij, of haal deze ene context op met ./ocwnde contexts fetch {iri}",
        $"The JSON-LD context <{iri}> is not fetched: {host} is not listed under contexts: hosts in node.yaml. List the host there, or fetch this one context with ./ocwnde contexts fetch {iri}"));

    internal static ContextException NotOnTheWeb(string iri) => new(iri, new(
        $"De JSON-LD-context <{iri}> wordt niet opgehaald: alleen adressen met http of https. Zet de context in het document zelf, of gebruik een adres op het web.",
        $"The JSON-LD context <{iri}> is not fetched: only http and https addresses are. Put the context into the document itself, or use an address on the web."));

    internal static ContextException NotFetched(string iri, string problem, Exception? inner) => new(iri, new(
        $"De JSON-LD-context <{iri}> kon niet worden opgehaald: {problem}. Probeer het later opnieuw, of geef een kopie: ./ocwnde contexts fetch {iri} --file BESTAND",
        $"The JSON-LD context <{iri}> could not be fetched: {problem}. Try again later, or give a copy: ./ocwnde contexts fetch {iri} --file FILE"), inner);

    internal static ContextException NoContext(string iri, string found) => new(iri, new(
        $"Op <{iri}> staat geen JSON-LD-context: een JSON-object met @context verwacht, {found} gevonden. Verbeter het adres in het document, of geef een kopie: ./ocwnde contexts fetch {iri} --file BESTAND",
        $"There is no JSON-LD context at <{iri}>: a JSON object with @context is expected, {found} is found. Mend the address in the document, or give a copy: ./ocwnde contexts fetch {iri} --file FILE"));

    internal static ContextException Changed(string iri, string pinned, string found) => new(iri, new(
        $"De JSON-LD-context <{iri}> is veranderd: vastgelegd is SHA-256 {pinned}, er staat nu {found}. Bekijk het verschil met ./ocwnde contexts list, en neem de nieuwe aan met ./ocwnde contexts accept {iri}",
        $"The JSON-LD context <{iri}> has changed: SHA-256 {pinned} is pinned, {found} is there now. See both with ./ocwnde contexts list, and take the new one with ./ocwnde contexts accept {iri}"));

    internal static ContextException TooMany(string iri, int most) => new(iri, new(
        $"De JSON-LD-context <{iri}> wordt niet opgehaald: er zijn al {most} contexten vastgelegd. Ruim op met ./ocwnde contexts remove IRI, of verhoog contexts: most in node.yaml.",
        $"The JSON-LD context <{iri}> is not fetched: {most} contexts are pinned already. Clean up with ./ocwnde contexts remove IRI, or raise contexts: most in node.yaml."));
}

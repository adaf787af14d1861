using Ocw.Nde.Rdf.Formats.JsonLd.Documents;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

/// <summary>Makes active contexts of local ones (JSON-LD 1.1 API §4.1.2, Context Processing Algorithm). The steps are numbered as there.</summary>
internal sealed partial class ContextProcessor(JsonLdOptions options, RemoteDocuments documents)
{
    private ContextRoot? _root;

    /// <summary>The context that defines nothing, for documents with this base.</summary>
    internal ActiveContext Initial(string? baseIri)
    {
        if (_root is { } root)
            return root.BaseIri == baseIri ? root.Initial : ContextRoot.Rent(options, baseIri).Initial;
        _root = ContextRoot.Rent(options, baseIri);
        return _root.Initial;
    }

    /// <summary>The document is done, without a fault: what was made for it may serve the next one.</summary>
    internal void Done()
    {
        if (_root is { } root)
            ContextRoot.Return(root);
        _root = null;
    }

    /// <summary>The object that is being looked at, for messages.</summary>
    internal JsonMap? Current { get; private set; }

    /// <summary>The document where <see cref="Current"/> stands, where it is another than the one that is processed.</summary>
    internal string? CurrentSource { get; private set; }

    private bool Is10 => options.ProcessingMode == JsonLdVersion.V10;

    /// <summary>The context that <paramref name="local"/> makes of <paramref name="active"/>.</summary>
    /// <param name="active">The context in force.</param>
    /// <param name="local">The value of <c>@context</c>.</param>
    /// <param name="baseUrl">What addresses in it are relative to.</param>
    /// <param name="overrideProtected">Whether it stands below a property's own context, which may redefine protected terms.</param>
    /// <param name="propagate">False where it holds for one node and not for those below it.</param>
    internal ActiveContext Process(ActiveContext active, JsonItem local, string? baseUrl, bool overrideProtected = false, bool propagate = true)
    {
        try
        {
            return Process(active, local, baseUrl, RemoteTrail.Start, overrideProtected, propagate, validateScoped: true);
        }
        catch (JsonLdException fault)
        {
            fault.At(Current, CurrentSource);
            throw;
        }
    }

    /// <summary>The context of a term, made of the one in force; what was made before is kept, since terms come again and again.</summary>
    internal ActiveContext ProcessScoped(ActiveContext active, TermDefinition term, bool overrideProtected, bool propagate = true)
    {
        var key = (term.Context!, term.BaseUrl, (overrideProtected ? 1 : 0) | (propagate ? 2 : 0));
        if (active.Derived(key) is { } known)
            return known;
        var made = Process(active, term.Context!, term.BaseUrl, overrideProtected, propagate);
        active.KeepDerived(key, made);
        return made;
    }

    private ActiveContext Process(
        ActiveContext active, JsonItem local, string? baseUrl, RemoteTrail remote, bool overrideProtected, bool propagate, bool validateScoped)
    {
        // 1, 2, 3
        var result = active;
        if ((local as JsonMap)?[Keywords.Propagate] is JsonBoolean wanted)
            propagate = wanted.Value;
        if (!propagate && result.Previous is null)
        {
            result = active.Copy();
            result.Previous = active;
        }

        // 4, 5
        var contexts = local.AsList();
        if (contexts.Count > options.MaxContexts)
            throw new JsonLdException(JsonLdErrors.CeilingReached, $"at most {options.MaxContexts} contexts in one @context", $"{contexts.Count}");
        foreach (var context in contexts)
        {
            result = context switch
            {
                JsonNull => Nullified(result, overrideProtected, propagate),
                JsonString address => Remote(result, address.Value, baseUrl, remote, validateScoped),
                JsonMap map => Defined(result, map, baseUrl, remote, overrideProtected),
                _ => throw new JsonLdException(JsonLdErrors.InvalidLocalContext, "a context: an object, an address or null", Words.Of(context)),
            };
        }

        return result;
    }

    // 5.1
    private static ActiveContext Nullified(ActiveContext active, bool overrideProtected, bool propagate)
    {
        if (!overrideProtected && active.HasProtectedTerms)
            throw new JsonLdException(JsonLdErrors.InvalidContextNullification, "a context that keeps the protected terms", "null");
        return new ActiveContext(active.Root) { Previous = propagate ? null : active };
    }

    // 5.2
    private ActiveContext Remote(ActiveContext active, string address, string? baseUrl, RemoteTrail remote, bool validateScoped)
    {
        // 5.2.1
        var iri = JsonLdIris.Resolve(baseUrl, address);
        if (!JsonLdIris.IsAbsolute(iri))
            throw new JsonLdException(JsonLdErrors.LoadingRemoteContextFailed, "the absolute IRI of a context (the document has no base)", $"'{address}'");
        // 5.2.2
        if (!validateScoped && remote.Has(iri))
            return active;
        // 5.2.3
        if (remote.Count >= options.MaxRemoteContexts)
            throw new JsonLdException(JsonLdErrors.ContextOverflow, $"at most {options.MaxRemoteContexts} contexts that lead to each other", $"<{iri}> as one more");
        var key = ((object)iri, (string?)null, validateScoped ? 4 : 5);
        if (active.Derived(key) is { } known)
            return known;

        // 5.2.4, 5.2.5, 5.2.6
        var (place, source) = (Current, CurrentSource);
        var loaded = documents.Context(iri, active.Root);
        CurrentSource = iri;
        var made = Process(active, loaded.Context, loaded.DocumentIri, remote.With(iri), overrideProtected: false, propagate: true, validateScoped);
        (Current, CurrentSource) = (place, source);
        if (remote.Count == 0)
            active.KeepDerived(key, made);
        return made;
    }

    private ActiveContext Defined(ActiveContext active, JsonMap context, string? baseUrl, RemoteTrail remote, bool overrideProtected)
    {
        if (context.Line > 0)
            Current = context;
        CheckVersion(context);
        context = WithImport(context, baseUrl, active.Root);
        var result = active.Copy();
        TakeBase(result, context, remote);
        TakeVocabulary(result, context);
        TakeLanguage(result, context);
        TakeDirection(result, context);
        CheckPropagate(context);

        // 5.12, 5.13
        var local = new LocalContext(context, baseUrl, Flag(context, Keywords.Protected, JsonLdErrors.InvalidProtectedValue), overrideProtected, remote);
        foreach (var (term, _) in context)
        {
            if (term is not (Keywords.Base or Keywords.Direction or Keywords.Import or Keywords.Language or Keywords.Propagate or Keywords.Protected or Keywords.Version or Keywords.Vocab))
                CreateTerm(result, local, term);
        }

        return result;
    }

    private bool Flag(JsonMap map, string key, string error)
    {
        if (map[key] is not { } value)
            return false;
        if (Is10)
            throw new JsonLdException(JsonLdErrors.InvalidContextEntry, "only what JSON-LD 1.0 knows", $"'{key}'");
        return value is JsonBoolean flag ? flag.Value : throw new JsonLdException(error, $"true or false for '{key}'", Words.Of(value));
    }
}

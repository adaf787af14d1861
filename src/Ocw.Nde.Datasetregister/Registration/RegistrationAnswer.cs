using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using static Ocw.Nde.Datasetregister.Description.Vocabulary;

namespace Ocw.Nde.Datasetregister.Registration;

/// <summary>What came of one request to a register: kept, so that it can be shown and explained later.</summary>
public sealed record RegistrationAnswer
{
    /// <summary>What was asked.</summary>
    public required RegisterRequest Request { get; init; }

    /// <summary>The address of the register's API.</summary>
    public required Uri Register { get; init; }

    /// <summary>The address that was asked about; <see langword="null"/> when the description itself was sent.</summary>
    public Uri? Url { get; init; }

    /// <summary>When the request was made.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it means.</summary>
    public required RegistrationOutcome Outcome { get; init; }

    /// <summary>The status of the answer; <see langword="null"/> when there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What it means in words, and what to do.</summary>
    public required LocalizedText Explanation { get; init; }

    /// <summary>The media type of <see cref="Body"/>.</summary>
    public string? MediaType { get; init; }

    /// <summary>The answer as it came; cut off at the ceiling of <see cref="RegisterOptions.MaximumAnswerBytes"/>.</summary>
    public string Body { get; init; } = "";

    /// <summary>The findings of a SHACL report in the answer, worst first; empty when there is none or it is not in a syntax that is read here.</summary>
    public IReadOnlyList<RegisterFinding> Findings { get; init; } = [];

    /// <summary>The node's own validation, when that stopped the request.</summary>
    public ValidationReport? OwnReport { get; init; }

    /// <summary>Whether the register has the description, or would take it.</summary>
    public bool IsSuccess => Outcome is RegistrationOutcome.Accepted or RegistrationOutcome.Valid or RegistrationOutcome.Registered or RegistrationOutcome.DomainAllowed;

    /// <summary>Whether asking again later may end differently without anyone changing anything.</summary>
    public bool MayBeRetried => Outcome == RegistrationOutcome.Failed;

    /// <summary>The answer for people, in Dutch or English.</summary>
    /// <param name="language"><c>nl</c> or <c>en</c>.</param>
    public string ToText(string language)
    {
        var text = new StringBuilder(Explanation.In(language));
        if (HttpStatus is { } status)
            text.Append(CultureInfo.InvariantCulture, $" (HTTP {status})");
        foreach (var finding in Findings)
            text.AppendLine().Append("- ").Append(finding.ToText(language));
        foreach (var result in OwnReport?.Results.Where(result => result.Severity.Value == ShaclNs.Violation) ?? [])
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"- {result.FocusNode}: {result.MessageIn(language)}");
        return text.ToString();
    }

    /// <summary>The answer as a registration attempt, for the provenance graph.</summary>
    /// <param name="name">The IRI of the attempt.</param>
    public IReadOnlyList<Triple> ToTriples(Iri name)
    {
        var statements = new Description.Statements();
        statements.Type(name, Model("RegistrationAttempt"));
        statements.Add(name, Model("register"), new Iri(Register.AbsoluteUri));
        statements.Add(name, Model("registeredUrl"), Url is null ? null : new Iri(Url.AbsoluteUri));
        statements.Time(name, new Iri("http://www.w3.org/ns/prov#startedAtTime"), Time);
        statements.Add(name, Model("registrationOutcome"), Model("Registration" + Outcome));
        statements.Count(name, Model("httpStatus"), HttpStatus);
        statements.AddAll(name, new Iri("http://www.w3.org/2000/01/rdf-schema#comment"), Explanation.ToLiterals());
        statements.Text(name, Model("answer"), Body.Length == 0 ? null : Body);
        return statements.Triples;
    }
}

/// <summary>One finding of a register about a description.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="FocusNode">The node at fault.</param>
/// <param name="Path">The property, if it is one predicate.</param>
/// <param name="Value">The value that is to blame, if one is.</param>
/// <param name="Messages">The register's messages, per language.</param>
public sealed record RegisterFinding(Iri Severity, RdfTerm? FocusNode, Iri? Path, RdfTerm? Value, IReadOnlyList<Literal> Messages)
{
    /// <summary>The finding for people: severity, node, property and message.</summary>
    public string ToText(string language)
    {
        var message = Messages.FirstOrDefault(message => message.Language?.StartsWith(language, StringComparison.OrdinalIgnoreCase) == true) ?? (Messages.Count > 0 ? Messages[0] : null);
        var place = string.Join(' ', new[] { FocusNode?.ToString(), Path?.ToString() }.OfType<string>());
        return $"{Shacl.Shapes.PathText.LocalName(Severity.Value)} {place}: {message?.LexicalForm ?? Value?.ToString() ?? "?"}";
    }
}

/// <summary>What is asked of a register.</summary>
public enum RegisterRequest
{
    /// <summary>To register the description at an address (<c>POST /datasets</c>).</summary>
    Register,

    /// <summary>To check the description at an address (<c>PUT /datasets/validate</c>) or in the body (<c>POST</c>).</summary>
    Validate,

    /// <summary>Whether an address is registered (<c>GET /datasets</c>).</summary>
    LookUp,

    /// <summary>Whether the domain of an address may be registered (<c>GET /allowed-domains</c>).</summary>
    CheckDomain,
}

/// <summary>What the answer of a register means.</summary>
public enum RegistrationOutcome
{
    /// <summary>The description is valid and taken (201 or 202).</summary>
    Accepted,

    /// <summary>The description is valid (200 on validation).</summary>
    Valid,

    /// <summary>The description is not valid (400); the findings say why.</summary>
    Invalid,

    /// <summary>The domain of the address is not on the register's list (403).</summary>
    NotAllowed,

    /// <summary>The register cannot open the address (404).</summary>
    NotFound,

    /// <summary>The register can open the address but finds no dataset there (406).</summary>
    NoDataset,

    /// <summary>The address is registered.</summary>
    Registered,

    /// <summary>The address is not registered.</summary>
    NotRegistered,

    /// <summary>The domain may be registered.</summary>
    DomainAllowed,

    /// <summary>The node's own validation found violations; nothing was sent.</summary>
    NotSent,

    /// <summary>There was no usable answer: no connection, an error of the register, or a status that the protocol does not know.</summary>
    Failed,
}

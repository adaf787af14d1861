using System.Globalization;
using Ocw.Nde.Shacl;

namespace Ocw.Nde.Datasetregister.Registration;

/// <summary>What each status of each request means (the register's OpenAPI document), in Dutch and English.</summary>
internal static class AnswerMeanings
{
    private static readonly Dictionary<(RegisterRequest Request, int Status), Meaning> s_meanings = new()
    {
        [(RegisterRequest.Register, 201)] = Accepted(),
        [(RegisterRequest.Register, 202)] = Accepted(),
        [(RegisterRequest.Register, 400)] = Invalid("De beschrijving is afgekeurd en niet aangemeld.", "The description was refused and not registered."),
        [(RegisterRequest.Register, 403)] = new(
            RegistrationOutcome.NotAllowed,
            new(
                "Het register laat dit domein nog niet toe. Vraag de beheerder van het register om het toe te voegen.",
                "The register does not allow this domain yet. Ask the register's administrators to add it.")),
        [(RegisterRequest.Register, 404)] = NotFound(),
        [(RegisterRequest.Register, 406)] = NoDataset(),

        [(RegisterRequest.Validate, 200)] = new(RegistrationOutcome.Valid, new("De beschrijving is goedgekeurd.", "The description is valid.")),
        [(RegisterRequest.Validate, 400)] = Invalid("De beschrijving is afgekeurd.", "The description is not valid."),
        [(RegisterRequest.Validate, 404)] = NotFound(),
        [(RegisterRequest.Validate, 406)] = NoDataset(),

        [(RegisterRequest.LookUp, 200)] = new(RegistrationOutcome.Registered, new("Het adres is aangemeld.", "The address is registered.")),
        [(RegisterRequest.LookUp, 400)] = BadAddress(),
        [(RegisterRequest.LookUp, 404)] = new(RegistrationOutcome.NotRegistered, new("Het adres is niet aangemeld.", "The address is not registered.")),

        [(RegisterRequest.CheckDomain, 200)] = new(RegistrationOutcome.DomainAllowed, new("Het register laat dit domein toe.", "The register allows this domain.")),
        [(RegisterRequest.CheckDomain, 400)] = BadAddress(),
        [(RegisterRequest.CheckDomain, 404)] = new(
            RegistrationOutcome.NotAllowed,
            new(
                "Het register laat dit domein nog niet toe. Vraag de beheerder van het register om het toe te voegen.",
                "The register does not allow this domain yet. Ask the register's administrators to add it.")),
    };

    internal static Meaning NotSent { get; } = new(
        RegistrationOutcome.NotSent,
        new(
            "De beschrijving voldoet niet aan de eisen voor datasets en is daarom niet verstuurd. Verbeter wat hieronder staat.",
            "The description does not meet the requirements for datasets and was therefore not sent. Correct what is listed below."));

    internal static Meaning Of(RegisterRequest request, int status) =>
        s_meanings.TryGetValue((request, status), out var meaning) ? meaning : Failed($"HTTP {status.ToString(CultureInfo.InvariantCulture)}", status);

    internal static Meaning NoAnswer(string reason) => new(
        RegistrationOutcome.Failed,
        new(
            $"Het register gaf geen bruikbaar antwoord ({reason}). Er is niets veranderd; probeer het later opnieuw.",
            $"The register gave no usable answer ({reason}). Nothing has changed; try again later."));

    private static Meaning Failed(string reason, int status) => status >= 500 || status is 408 or 425 or 429
        ? NoAnswer(reason)
        : new(
            RegistrationOutcome.Failed,
            new(
                $"Het register antwoordde iets dat het protocol niet kent ({reason}). Kijk of het adres van het register klopt.",
                $"The register answered something that the protocol does not know ({reason}). Check the address of the register."));

    private static Meaning Accepted() => new(
        RegistrationOutcome.Accepted,
        new(
            "Aangemeld: de beschrijving is goedgekeurd en verschijnt binnenkort in het register.",
            "Registered: the description is valid and appears in the register shortly."));

    private static Meaning Invalid(string dutch, string english) => new(
        RegistrationOutcome.Invalid,
        new(dutch + " De bevindingen van het register staan hieronder.", english + " The register's findings are listed below."));

    private static Meaning NotFound() => new(
        RegistrationOutcome.NotFound,
        new(
            "Het register kan het adres niet openen, of vindt er geen dataset. Kijk of het van buiten bereikbaar is en de beschrijving geeft.",
            "The register cannot open the address, or finds no dataset there. Check that it can be reached from outside and gives the description."));

    private static Meaning NoDataset() => new(
        RegistrationOutcome.NoDataset,
        new(
            "Het register bereikt het adres maar kan er geen datasetbeschrijving in RDF lezen. Kijk of het adres zonder fout antwoordt en welk Content-Type het geeft.",
            "The register reaches the address but can read no dataset description in RDF there. Check that the address answers without an error and which Content-Type it gives."));

    private static Meaning BadAddress() => new(RegistrationOutcome.Failed, new("Het register vindt het adres ongeldig.", "The register finds the address not valid."));

    /// <param name="Outcome">What happened.</param>
    /// <param name="Explanation">In words, with what to do.</param>
    internal sealed record Meaning(RegistrationOutcome Outcome, LocalizedText Explanation);
}

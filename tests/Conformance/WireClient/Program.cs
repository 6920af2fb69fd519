using System.Text.Json;
using SharedImages.Ecs;
using SharedImages.WireClient;

// Sends the listed requests to an endpoint, one after the other, through our client.
// Arguments: the endpoint, the file that lists the requests. Prints what requests can say and none in the list does.
using var list = JsonDocument.Parse(await File.ReadAllBytesAsync(args[1]));
using var permanent = Client(null);
using var temporary = Client("security-token");
foreach (var entry in list.RootElement.EnumerateArray())
{
    try
    {
        await ListedRequest.SendAsync(entry.TryGetProperty("sts", out _) ? temporary : permanent, entry);
    }
    catch (EcsException e) when (e.Code == LocalCodes.BadAnswer)
    {
        // The recording server answers everything with next to nothing; what counts has been sent.
    }
}

foreach (var unused in ListedRequest.Unused)
{
    Console.WriteLine(unused);
}

EcsClient Client(string? securityToken) => new(new() { Endpoint = new(args[0]) }, new FixedCredentials(new("access-key-id", "access-key-secret", securityToken)), TimeProvider.System);
